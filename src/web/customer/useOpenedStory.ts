import { useQueries } from '@tanstack/react-query'
import { getEncounter } from '../../api/customer.ts'
import { call } from '../client.ts'
import type { Opened } from '../friction/address.ts'
import { byTime, storyEncounter, type Story } from '../journey/story.ts'

/** The story with the encounters that what is open needs, when the story begins after them; null while they are read. */
export function useOpenedStory(customer: string, story: Story | null, opened: Opened, isCapped: boolean): Story | null {
  const known = new Set(story?.encounters.map(({ key }) => key))
  const needed = story === null || !isCapped ? [] : neededBy(story, opened).filter((id) => !known.has(id))
  const answers = useQueries({
    queries: needed.map((encounter) => ({
      queryKey: ['encounter', customer, encounter],
      queryFn: ({ signal }: { signal: AbortSignal }) => call(getEncounter, { params: { customer, encounter }, signal }),
      staleTime: 60_000,
    })),
  })
  if (story === null || answers.some(({ isPending }) => isPending)) return null
  const more = answers.flatMap(({ data }) => (data ? [storyEncounter(data)] : []))
  return more.length === 0 ? story : { ...story, encounters: [...story.encounters, ...more].toSorted(byTime) }
}

function neededBy(story: Story, opened: Opened): string[] {
  if (opened === null) return []
  if ('encounter' in opened) return [opened.encounter]
  return story.frictions.find(({ key }) => key === opened.friction)?.friction.evidence ?? []
}
