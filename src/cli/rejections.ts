import type { FileDamage, FileItem, RejectedRow } from '../compose.ts'

/** How many refused items are told one by one. */
const TOLD = 10

/** What became of the rows of files that are no encounters. */
export interface Rejections {
  count: number
  skipped: number
  broken: FileDamage[]
  /** Statements are passed over: they are none of the encounters that are counted. */
  note: (item: Exclude<FileItem, { encounter: unknown }>) => void
  /** Tells the first refused items, and how many there were, on standard error. */
  tell: () => void
}

/** Counts what is no encounter and remembers the first refusals. */
export function openRejections(): Rejections {
  const first: RejectedRow[] = []
  const rejections: Rejections = {
    count: 0,
    skipped: 0,
    broken: [],
    note: (item) => {
      if ('skipped' in item) rejections.skipped++
      else if ('broken' in item) rejections.broken.push(item.broken)
      else if ('rejected' in item) {
        rejections.count++
        if (first.length < TOLD) first.push(item.rejected)
      }
    },
    tell: () => {
      for (const row of first) console.error(`${row.file}:${row.line}: rejected: ${reasonsOf(row)}`)
      if (rejections.count > first.length) console.error(`… and ${rejections.count - first.length} more.`)
    },
  }
  return rejections
}

/** Every reason of a refusal in one line. */
export function reasonsOf({ problems }: Pick<RejectedRow, 'problems'>): string {
  return problems.map(({ field, message }) => (field === '' ? message : `${field} ${message}`)).join('; ')
}

/** Tells on standard error where a file could not be read on. */
export function tellDamage({ file, line, column, problem }: FileDamage): void {
  const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':')
  console.error(`${place}: cannot be read on: ${problem.replace(/\.$/, '')}. What came before it was kept.`)
}
