import { existsSync, readFileSync } from 'node:fs'
import type { VoiceLanguage } from '../../src/domain/voice/languages.ts'
import type { Labelled } from './corpora.ts'
import { SIGNS } from './phrases.ts'

/** A comment written to train on: the file it came in, how it feels and what it is about. */
interface OwnComment extends Labelled {
  file: string
  themes: string[]
}

/** How many parts comments are cut into, file by file, for judging by each what was learned of the others. */
export const FOLDS = 5

/** Our own comments in a language, a line each: file, sign (+, 0 or −), themes and text. */
export function ownComments(language: VoiceLanguage): OwnComment[] {
  const url = new URL(`./comments.${language}.tsv`, import.meta.url)
  if (!existsSync(url)) return []
  return readFileSync(url, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [file, sign, themes, text] = line.split('\t') as [string, string, string, string]
      return { file, themes: themes.split(',').filter((theme) => theme !== ''), text, ...SIGNS[sign]! }
    })
}

/** The part a comment belongs to, by its file: one writer's lines of one sitting stay together. */
export function foldOf({ file }: Pick<OwnComment, 'file'>): number {
  return Number(file.replaceAll(/\D/g, '')) % FOLDS
}
