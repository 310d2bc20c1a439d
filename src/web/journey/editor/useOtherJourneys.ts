import { useQuery } from '@tanstack/react-query'
import { getJourneys } from '../../../api/journey.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { Editing } from './editing.ts'

/** Names of the other journeys that a touchpoint is in: what changes of it changes there too. */
export function useOtherJourneys({ draft }: Editing, touchpoint: string): string[] {
  const { journey } = useWords()
  const all = useQuery({ queryKey: ['journeys'], queryFn: ({ signal }) => call(getJourneys, { signal }) })
  return (all.data?.items ?? [])
    .filter(({ key, definition }) => key !== draft.now.journey.key && listed(definition).includes(touchpoint))
    .map(({ key }) => journey(key))
}

function listed(definition: Record<string, unknown> | null): readonly unknown[] {
  const touchpoints = definition?.['touchpoints']
  return Array.isArray(touchpoints) ? touchpoints : []
}
