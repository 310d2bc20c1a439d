import { useState, type FormEvent } from 'react'
import { Button, TextInput } from '@mantine/core'
import { POOR_THRESHOLDS, type PoorThreshold } from '../../../domain/measure/measure.ts'
import type { DraftProblem, GivenJourney, GivenTouchpoint } from '../../../domain/journey/draft.ts'
import { changeFrictions, changeJourney, changeTouchpoint } from '../../../domain/journey/draftEdits.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { Editing } from './editing.ts'
import { CountField, LengthField } from './Fields.tsx'

type Frictions = NonNullable<GivenJourney['frictions']>

/** A parameter's place in its definition. */
const at = (...names: string[]): string => ['frictions', ...names].join('.')

/** What is promised by a length of time: its friction, parameter, and default. */
const LENGTHS = [
  { kind: 'silence', field: 'limit', word: 'silence', usual: '48h' },
  { kind: 'repeated-ask', field: 'validity', word: 'validity', usual: '365d' },
  { kind: 'repeat-contact', field: 'limit', word: 'repeatLimit', usual: '30d' },
  { kind: 'dead-end', field: 'limit', word: 'deadEnd', usual: '1h' },
  { kind: 'loss', field: 'window', word: 'lossWindow', usual: '90d' },
] as const

interface PromisesProps {
  sort: DraftProblem['sort']
  of: string
  editing: Editing
  frictions: Frictions | undefined
  /** Those that hold where none is set here. */
  around: Frictions | undefined
  change: (frictions: Frictions | undefined, field: string) => void
}

function Promises({ sort, of, editing, frictions, around, change }: PromisesProps) {
  const { say, thing } = useWords()
  const set = (kind: keyof Frictions, field: string, value: unknown) =>
    change(changeFrictions(frictions, kind, field, value), `${kind} ${field}`)
  const items = { ...frictions?.['repeated-ask']?.items }
  const setItem = (item: string, value: string | undefined) => {
    const rest = Object.fromEntries(Object.entries(items).filter(([each]) => each !== item))
    const next = value === undefined ? rest : { ...rest, [item]: value }
    set('repeated-ask', 'items', Object.keys(next).length > 0 ? next : undefined)
  }
  const metrics = { ...POOR_THRESHOLDS, ...around?.['poor-score'], ...frictions?.['poor-score'] }
  return (
    <div className="define-promises">
      {LENGTHS.map(({ kind, field, word, usual }) => (
        <LengthField
          key={word}
          label={say(`define.promise.${word}`)}
          hint={say(`define.promiseHint.${word}`)}
          value={lengthAt(frictions, kind, field)}
          usual={lengthAt(around, kind, field) ?? usual}
          fault={editing.faultAt(sort, of, at(kind, field))}
          change={(value) => set(kind, field, value)}
        />
      ))}
      <fieldset className="define-names">
        <legend>{say('define.field.items')}</legend>
        <p className="faint">{say('define.itemsHint')}</p>
        {Object.entries(items).map(([item, value]) => (
          <div key={item} className="define-item">
            <LengthField
              label={thing(item)}
              value={value}
              usual={lengthAt(frictions, 'repeated-ask', 'validity') ?? lengthAt(around, 'repeated-ask', 'validity') ?? '365d'}
              fault={editing.faultAt(sort, of, at('repeated-ask', 'items', item))}
              change={(next) => setItem(item, next)}
            />
          </div>
        ))}
        <AddItem add={(item) => setItem(item, '365d')} />
      </fieldset>
      <fieldset className="define-names">
        <legend>{say('define.field.poor')}</legend>
        {Object.entries(metrics).map(([metric, usual]: [string, PoorThreshold]) => {
          const own = frictions?.['poor-score']?.[metric]
          return (
            <CountField
              key={metric}
              label={say('define.poorOf', { metric: metric.toUpperCase(), scale: usual.scale })}
              hint={own ? undefined : say('define.poorDefault', { score: usual.atMost })}
              least={0}
              value={own?.atMost}
              fault={editing.faultAt(sort, of, at('poor-score', metric))}
              change={(atMost) => set('poor-score', metric, atMost === undefined ? undefined : { scale: usual.scale, atMost })}
            />
          )
        })}
      </fieldset>
    </div>
  )
}

function lengthAt(frictions: Frictions | undefined, kind: (typeof LENGTHS)[number]['kind'], field: string): string | undefined {
  const value = (frictions?.[kind] as Record<string, unknown> | undefined)?.[field]
  return typeof value === 'string' ? value : undefined
}

function AddItem({ add }: { add: (item: string) => void }) {
  const { say } = useWords()
  const [item, setItem] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (item.trim() !== '') add(item.trim())
    setItem('')
  }
  return (
    <form className="define-add-stage" onSubmit={submit}>
      <TextInput label={say('define.newItem')} value={item} maxLength={100} onChange={(event) => setItem(event.currentTarget.value)} />
      <Button type="submit" variant="default">
        {say('define.add')}
      </Button>
    </form>
  )
}

/** The promises of the whole journey with their parameters, and those that have none. */
export function JourneyPromises({ editing }: { editing: Editing }) {
  const { say } = useWords()
  const { draft } = editing
  const { key, frictions } = draft.now.journey
  return (
    <section className="define-section" aria-labelledby="define-promises">
      <h2 id="define-promises">{say('define.promises')}</h2>
      <p className="faint">{say('define.promisesHint')}</p>
      <fieldset disabled={!editing.mayEdit} className="define-fields">
        <Promises
          sort="journey"
          of={key}
          editing={editing}
          frictions={frictions}
          around={undefined}
          change={(next, field) => draft.change((from) => changeJourney(from, { frictions: next }), field)}
        />
      </fieldset>
      <ul className="define-fixed">
        <li>{say('define.promise.channel')}</li>
        <li>{say('define.promise.said')}</li>
        <li>{say('define.promise.bounce')}</li>
      </ul>
    </section>
  )
}

/** What holds at one touchpoint instead of what its journey promises. */
export function TouchpointPromises({ editing, touchpoint }: { editing: Editing; touchpoint: GivenTouchpoint }) {
  const { say } = useWords()
  const { draft } = editing
  const { key, frictions } = touchpoint
  return (
    <details className="define-more" open={frictions !== undefined}>
      <summary>{say('define.promisesHere')}</summary>
      <Promises
        sort="touchpoint"
        of={key}
        editing={editing}
        frictions={frictions}
        around={draft.now.journey.frictions}
        change={(next, field) => draft.change((from) => changeTouchpoint(from, key, { frictions: next }), `${key} ${field}`)}
      />
    </details>
  )
}
