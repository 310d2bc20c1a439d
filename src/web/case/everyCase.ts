import { getCases, type CaseJson } from '../../api/case.ts'
import { call } from '../client.ts'
import type { askedCases } from './listAddress.ts'

const PAGE = 200

/** All cases of a list, page after page, `most` at most; whether there are more. */
export async function everyCase(asked: ReturnType<typeof askedCases>, most: number): Promise<{ items: CaseJson[]; hasMore: boolean }> {
  const items: CaseJson[] = []
  let cursor: string | undefined
  do {
    const page = await call(getCases, { query: { ...asked, limit: PAGE, cursor } })
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined && items.length < most)
  return { items: items.slice(0, most), hasMore: cursor !== undefined || items.length > most }
}
