import type { MentionReading } from '../../domain/feedback/mention.ts'
import type { TextReader } from '../voice/readTexts.ts'

/** How texts are understood, one reading for each; null where nothing reads them. */
export type ReadTexts = (texts: readonly string[]) => Promise<(MentionReading | null)[]>

/** Texts as nobody reads them. */
export const unread: ReadTexts = async (texts) => texts.map(() => null)

/** Texts as a reader understands them; empty ones are not read, and where the reader fails none is: a mention is kept all the same. */
export function readingBy({ read }: Pick<TextReader, 'read'>): ReadTexts {
  return async (texts) => {
    const given = texts.filter((text) => text.trim() !== '')
    if (given.length === 0) return unread(texts)
    const readings = await read(given, undefined).catch(() => null)
    if (readings === null) return unread(texts)
    let next = 0
    return texts.map((text): MentionReading | null => {
      if (text.trim() === '') return null
      const { language, label, sentiment, uncertain, engine, version } = readings[next++]!
      const isRead = language !== 'other' && language !== 'none'
      return {
        sentiment: isRead ? (uncertain ? 'neutral' : label) : null,
        score: isRead ? sentiment : null,
        language: isRead ? language : null,
        engine,
        version,
      }
    })
  }
}
