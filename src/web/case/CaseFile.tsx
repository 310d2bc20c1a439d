import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseJson } from '../../api/case.ts'
import { useWords } from '../i18n/useWords.ts'
import type { Words } from '../i18n/words.ts'
import { saveRows } from '../saveFile.ts'
import { everyCase } from './everyCase.ts'
import type { askedCases } from './listAddress.ts'
import { tellCause } from './tellCause.ts'

/** Most cases in a file. */
const MOST = 10_000

/** Saves the whole list as it is narrowed, not only what is shown. */
export function CaseFile({ asked }: { asked: ReturnType<typeof askedCases> }) {
  const words = useWords()
  const { say, formats } = words
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')
  async function save(as: 'csv' | 'xlsx'): Promise<void> {
    setState('busy')
    try {
      const { items } = await everyCase(asked, MOST)
      await saveRows([headOf(words), ...items.map((each) => rowOf(each, words))], 'cases', as, formats)
      setState('ready')
    } catch {
      setState('failed')
    }
  }
  return (
    <div className="downloads" role="group" aria-label={say('cases.download')}>
      <span className="faint">{say('cases.download')}</span>
      {(['csv', 'xlsx'] as const).map((as) => (
        <Button key={as} variant="subtle" size="compact-sm" disabled={state === 'busy'} onClick={() => void save(as)}>
          {as.toUpperCase()}
        </Button>
      ))}
      {state === 'busy' && <span role="status">{say('cases.downloading')}</span>}
      {state === 'failed' && <span role="alert">{say('cases.downloadFailed')}</span>}
    </div>
  )
}

function headOf({ say }: Words): string[] {
  const column = (name: 'id' | 'customer' | 'owner' | 'team' | 'openedAt' | 'actBy' | 'cause' | 'matter') => say(`cases.column.${name}`)
  return [
    column('id'),
    column('customer'),
    say('cases.journey'),
    column('matter'),
    say('cases.state'),
    say('cases.severity'),
    say('cases.kind'),
    column('owner'),
    column('team'),
    column('openedAt'),
    column('actBy'),
    column('cause'),
  ]
}

function rowOf(each: CaseJson, words: Words): (string | number | null)[] {
  const { say, journey, kind, team } = words
  return [
    each.id,
    each.displayName ?? each.customer,
    journey(each.journey),
    each.matter,
    say(`case.state.${each.state}`),
    each.severity,
    [...new Set(each.frictions.map((friction) => kind(friction.kind)))].join(', '),
    each.owner?.name ?? null,
    each.team === null ? null : team(each.team),
    each.openedAt,
    each.actBy,
    tellCause(each.cause, words),
  ]
}
