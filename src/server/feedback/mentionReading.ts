import type { MentionReading } from '../../domain/feedback/mention.ts'

/** How texts are understood, one reading for each; null where nothing reads them. */
export type ReadTexts = (texts: readonly string[]) => Promise<(MentionReading | null)[]>

/** Texts as nobody reads them. */
export const unread: ReadTexts = async (texts) => texts.map(() => null)
