/** Languages whose feeling is understood. */
export const VOICE_LANGUAGES = ['fi', 'sv', 'en'] as const
/** A language whose feeling is understood. */
export type VoiceLanguage = (typeof VOICE_LANGUAGES)[number]

/** Small words that turn or set against each other what stands beside them. */
export interface SmallWords {
  /** "not", "never", "without". */
  negations: ReadonlySet<string>
  /** "but", "however": what follows weighs more. */
  contrasts: ReadonlySet<string>
  /** "could", "would": with a negation and a comparative they praise or blame. */
  conditionals: ReadonlySet<string>
  /** Ends of comparatives. */
  comparative: RegExp
}

const set = (words: string) => new Set(words.split(' '))

/** The small words of each language. */
export const SMALL_WORDS: Readonly<Record<VoiceLanguage, SmallWords>> = {
  fi: {
    negations: set(
      'ei en et emme ette eivät eivätkä eikä enkä etkä emmekä eipä enpä eikö eihän ettei etten ettemme etteivät älä älkää ilman tuskin eikähän eip ei- eiku em',
    ),
    contrasts: set('mutta vaan kuitenkin silti tosin muttei joskin'),
    conditionals: set('voisi voi voinut voisin osaisi osaa saattaisi saata keksi toivoa pyytää odottaa'),
    comparative: /(?:mp(?:i|aa|ää|ana|änä|ia|iä|in|aan|ään)|mmin|parempaa|paremmin)$/,
  },
  sv: {
    negations: set('inte ej aldrig ingen inget inga utan varken knappast icke ingenting inte- ingalunda'),
    contrasts: set('men fast dock däremot ändå'),
    conditionals: set('kunde kan kunnat skulle önska begära hoppas tänka'),
    comparative: /(?:are|bättre|sämre|mer|nöjdare)$/,
  },
  en: {
    negations: set(
      "not no never none nothing without hardly neither nor don't doesn't didn't isn't wasn't aren't weren't can't cannot couldn't won't wouldn't haven't hasn't hadn't shouldn't dont doesnt didnt isnt wasnt cant couldnt wont wouldnt",
    ),
    contrasts: set('but however although though yet except'),
    conditionals: set("could couldn't can can't cannot couldnt would wouldn't ask wish hope imagine"),
    comparative: /(?:er|ier|better|worse|more|happier)$/,
  },
}
