import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { getDrafts, putDraft } from '../../../api/definition.ts'
import { changeJourney } from '../../../domain/journey/draftEdits.ts'
import { emptyDefinition } from '../../../domain/journey/draft.ts'
import type { LocalName } from '../../../domain/touchpoint/definition.ts'
import { useSession } from '../../access/useSession.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { readName } from '../../i18n/words.ts'
import { keyOf, renamed } from './names.ts'

/** Drafts that are under way, and the beginning of a new journey. */
export function NewJourney({ taken }: { taken: readonly string[] }) {
  const words = useWords()
  const { say, language } = words
  const role = useSession().data?.me?.role
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const drafts = useQuery({ queryKey: ['drafts'], queryFn: ({ signal }) => call(getDrafts, { signal }) })
  const items = drafts.data?.items ?? []

  async function begin(event: FormEvent): Promise<void> {
    event.preventDefault()
    const named = renamed(undefined, language, name.trim())
    if (!named) return
    setWrong(null)
    const key = keyOf(name, [...taken, ...items.map(({ journey }) => journey), 'relationship', 'matter'])
    const definition = changeJourney(emptyDefinition(key), { name: named })
    try {
      await call(putDraft, { params: { key }, body: { number: 0, base: 0, definition: definition as never } })
      void queries.invalidateQueries({ queryKey: ['drafts'] })
      await navigate({ to: '/journeys/$journey/edit', params: { journey: key } })
    } catch {
      setWrong(say('people.failed'))
    }
  }

  return (
    <>
      {items.length > 0 && (
        <p>
          {say('define.drafts')}{' '}
          {items.map(({ journey, name: given }, index) => (
            <span key={journey}>
              {index > 0 && ', '}
              <Link to="/journeys/$journey/edit" params={{ journey }}>
                {readName(given as LocalName | undefined, language) ?? words.journey(journey)}
              </Link>
            </span>
          ))}
        </p>
      )}
      {(role === 'lead' || role === 'admin') && (
        <form className="journey-new" onSubmit={(event) => void begin(event)}>
          <TextInput
            label={say('define.newJourney')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default">
            {say('define.begin')}
          </Button>
          <p role="alert" className="entry-wrong">
            {wrong}
          </p>
        </form>
      )}
    </>
  )
}
