import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Contract } from '../../../api/contract.ts'
import { call, type Asked } from '../../client.ts'
import type { Looked } from './looked.ts'

/** Answer to a question about a journey under the filters looked through, and under those it is compared with. */
export interface Answers<Answer> {
  now: Answer | undefined
  /** Undefined when nothing is compared. */
  before: Answer | undefined
  isFresh: boolean
  error: unknown
  retry: () => void
}

/** Asks a question about the journey, and again for what it is compared with; the answer before stays until the next is there. */
export function useAnswers<C extends Contract>(
  contract: C,
  { journey, filters, compared }: Pick<Looked, 'journey' | 'filters' | 'compared'>,
  further: Record<string, string | number> = {},
  isWanted = true,
): Answers<z.output<C['answer']>> {
  const ask = (query: object | null) => ({
    queryKey: ['journey', journey.key, contract.operation, { ...query, ...further }],
    queryFn: ({ signal }: { signal: AbortSignal }) => {
      const asked = { params: { key: journey.key }, query: { ...query, ...further }, signal } as unknown as Asked<C>
      return (call as (contract: C, asked: Asked<C>) => Promise<z.output<C['answer']>>)(contract, asked)
    },
    enabled: query !== null && isWanted,
    placeholderData: keepPreviousData,
  })
  const now = useQuery(ask(filters))
  const before = useQuery(ask(compared))
  return {
    now: now.data,
    before: compared === null ? undefined : before.data,
    isFresh: !now.isPlaceholderData && (compared === null || !before.isPlaceholderData),
    error: now.error ?? (compared === null ? null : before.error),
    retry: () => void Promise.all([now.refetch(), compared !== null && before.refetch()]),
  }
}
