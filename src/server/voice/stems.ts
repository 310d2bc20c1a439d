import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemFinnish } from '@orama/stemmers/finnish'
import { stemmer as stemSwedish } from '@orama/stemmers/swedish'
import type { Stem } from '../../domain/voice/keywords.ts'
import type { VoiceLanguage } from '../../domain/voice/languages.ts'

/** What reduces words of each language to what their inflected forms share. */
export const STEMS: Readonly<Record<VoiceLanguage, Stem>> = { fi: stemFinnish, sv: stemSwedish, en: stemEnglish }
