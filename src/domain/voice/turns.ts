import type { SmallWords, VoiceLanguage } from './languages.ts'

/** Turns of speech that mean another thing than their words: how often each was found, two at most. */
export interface Turns {
  /** "no complaints", "could not be better". */
  praise: number
  /** "could not be worse", "thanks for nothing". */
  blame: number
  /** Praise or thanks beside a failure: "great, three hours in the queue". */
  mock: number
}

interface Patterns {
  praise: RegExp
  blame: RegExp
  /** How mock praise opens. */
  opener: RegExp
  /** A failure told as a fact. */
  failure: RegExp
}

const PATTERNS: Readonly<Record<VoiceLanguage, Patterns>> = {
  fi: {
    praise:
      /(?<!\p{L})(?:(?:ei|en|eikä|enkä|eipä|ei ole|ei ollut)(?:\s+\S+){0,3}?\s+(?:valittamista|valitettavaa|moitittavaa|moittimista|moitteen|huomautettavaa|huomauttamista|pahaa\s+sanottavaa|pahaa\s+sanaa|vikaa|ongelm\w+|vaikeuksia|kauan|turhaa\s+odottelua|huono(?:a|mpi|sti)?|hullumpi|paha|mokia|virheitä|kurjaa|jonoa|jonoja|jonottaa)|(?:ei|en|eikä)\s+(?:\S+\s+){0,2}(?:petty(?:nyt|ä)|harmittanut|kadu|katunut|kaduta)|vailla\s+moitteita|ilman\s+(?:ongelmia|odottelua|säätöä|jonottamista|jonoa|hässäkkää|pompottelua|mutinoita))/iu,
    blame:
      /(?:kiitos\s+ei\s+mistään|(?:en|ei)\s+(?:\S+\s+){0,2}(?:suosittele|suosittelisi|kehuttavaa|kehumista|kovin\s+\S+|erityisen\s+\S+|mairittele|vakuut(?:tanut|tunut|tunu)|ihan\s+(?:toimi|pelitä)|hääppö\w+|kummoi\w+|sääliksi)|(?:ei|en)\s+(?:enää\s+)?(?:ikinä|koskaan|milloinkaan)(?:\s+enää)?|ei\s+(?:voi|voisi)\s+(?:kuin\s+)?(?:ihmetellä|hämmästellä)|toivomisen\s+varaa|parantamisen\s+varaa|enpä\s+tiedä)/iu,
    opener:
      /^\W*(?:no\s+)?(?:kiitos|kiitti|kiitoksia|hieno(?:a|sti)?|upea[a]?|loistava[a]?|mahtava[a]?|jopas|bravo|onneksi olkoon|onnea|tosi\s+(?:aikai|nope|ammatti|kiva|hieno|hyvä)\S*|todella\s+(?:nope|hyvä|hieno|palvel)\S*|taitav\S+|laatutav\S+|onpa|hyvin\s+pakat|wau|vau|jee|hurraa|hyvin|hyvä|mukava[a]?|kiva[a]?|ihana[a]?|aivan\s+\S+|erinomai\w+|laadukas|mainio|suosittelen|huippua?|taattua|arvostan|oikein|sehän|onpa|olipa|vai\s+niin|kunnon|ammattitaitoa)/iu,
    failure:
      /(?:jono[oit]|jonotta|odot(?:in|ella|eltiin|ettiin|us|a\b)|tunti[ae](?!\p{L})|viikko[aj]|viikossa|viikkoja|kuukau|taas(?!\p{L})|vieläkään|hukka|hukkui|rikki|hajos|kesti|mihinkään|vasta|myöhäs|peru|kukaan|kadon|katosi|kaatu|unoht|väär|lasku|samat|uudestaan|uudelleen|toisen kerran|kolma[ns]|edelleen|irrallaan|kyl[mk]|virhe|puuttu|tyhj|jumi|turha|melkein|automaatti)/iu,
  },
  sv: {
    praise:
      /(?:(?:inget|ingenting|inte|inga|inte\s+ett|utan)\s+(?:\S+\s+){0,2}?(?:att\s+klaga\s+på|klagomål|klaga|att\s+anmärka|anmärkning(?:ar)?|dum[t]?|dåligt|illa|fel|problem|bekymmer|krångel|krångligt|väntetid|kö|svårt|strul)|(?:kunde|kan|kunnat)\s+(?:inte|knappast)\s+(?:\S+\s+){0,2}?(?:bättre|smidigare|nöjdare|enklare|vara\s+(?:bättre|nöjdare|mer))|(?:inte|aldrig)\s+(?:\S+\s+){0,2}?(?:besviken|besvikna|ångrat|ångrar))/iu,
    blame:
      /(?:tack\s+för\s+(?:ingenting|inget)|(?:inte|knappast|varken)\s+(?:\S+\s+){0,2}?(?:rekommendera\w*|imponera\w*|särskilt\s+\S+|direkt\s+\S+|nöjd|vidare|speciellt|övertyga\w*|värt|värd)|(?:aldrig|inte)\s+(?:mer|igen|tillbaka|mera)|aldrig\s+\S+\s+igen|lämnar\s+(?:\S+\s+)?(?:mycket\s+)?(?:\S+\s+)?(?:övrigt\s+)?att\s+önska|kan\s+(?:bara|inte\s+annat\s+än)\s+skaka)/iu,
    opener:
      /^\W*(?:jaha\s+|jo\s+)?(?:tack|tackar|grattis|bravo|snyggt|bra\s+jobbat|härlig\w*|underbar\w*|toppen|fantastisk\w*|vilken\s+(?:service|tur|fart|kvalitet)|kvalitet|hög\s+kvalitet|skicklig|väl\s+pack|så\s+trevligt|fint|kul|trevligt|strålande|imponerande|kanon|super|jättebra|hurra|wow|suveränt|rekommendera\w*|mycket\s+(?:sak|proff|snabb|bra)\S*|perfekt|utmärkt|roligt|så\s+(?:praktisk|smidig|rolig|trevlig|bra|fint)\S*|verkligen|grymt)/iu,
    failure:
      /(?:(?<!\p{L})kö(?:n|a|ade|at)?(?!\p{L})|vänta|timm|veck|månad|(?:ner|ut|av|sönder|borta|fel|sen)\s+igen|fortfarande|trasig|gick\s+sönder|borta|försv|försen|fel\b|ingen|aldrig|faktur|tredje|andra\s+gången|glöm|inställ|tom[mt]?|kall|krasch|hänger|stäng|samma|nästan|automat|först\s+efter|bara\s+\S+\s+(?:veckor|dagar))/iu,
  },
  en: {
    praise:
      /(?:(?:no|not|zero|without|never|nothing|can't|cannot|couldn't|can\s+not|didn't)\s+(?:\S+\s+){0,3}?(?:complaints?|complain|fault|problems?|issues?|trouble|bad|wrong|hassle|fuss|dull|drawbacks?|hiccups?|regret(?:s|ted)?|disappoint(?:s|ed|ment)?|better|happier|easier|smoother|queues?|waiting|criticism)|(?:no|not)\s+bad)/iu,
    blame:
      /(?:thanks\s+for\s+nothing|(?:not|never|won't|wouldn't|don't|can't|couldn't|hardly|cannot)\s+(?:\S+\s+){0,3}?(?:recommend(?:ed)?|again|impress(?:ed|ive)?|back|worth|happy|good\s+enough|acceptable|worse|trust|convinced|thrilled)|leaves?\s+(?:a\s+lot|much|plenty)\s+to\s+be\s+desired|room\s+for\s+improvement|never\s+again)/iu,
    opener:
      /^\W*(?:oh\s+|well\s+|ah\s+|wow\s+)?(?:thanks?|great|brilliant|bravo|congratulations|congrats|nice|lovely|wonderful|fantastic|amazing|love|loved|excellent|good\s+(?:job|to|thing)|well\s+done|how\s+(?:nice|kind|thoughtful|lovely)|superb|what\s+a|impressive|really\s+(?:fast|quick|nice|good|helpful)|so\s+(?:nice|handy|kind|helpful|fast|glad)|quality|skilled|well\s+packed|wow|kudos|perfect|top|fabulous|splendid|highly\s+recommend|recommended)/iu,
    failure:
      /(?:queu|wait|hours?|weeks?|months?|(?:down|out|off|late|wrong|broken|gone|it)\s+again|broke|broken|lost|late|wrong|nobody|no\s+one|never|invoice|third|second\s+time|twice|forg|cancel|empty|cold|crash|froz|stuck|clos|missing|charged|nothing|only\s+(?:took|\d)|just\s+to|almost|automated|bot\b|hold)/iu,
  },
}

/** Finds turns of speech that a count of glad and sad words would take for their opposite. */
export function findTurns(words: readonly string[], text: string, language: VoiceLanguage, small: SmallWords): Turns {
  const patterns = PATTERNS[language]
  const short = text.length > 600 ? text.slice(0, 600) : text
  const surpassed = surpasses(words, small)
  const praise = (patterns.praise.test(short) ? 1 : 0) + (surpassed > 0 ? 1 : 0)
  const blame = (patterns.blame.test(short) ? 1 : 0) + (surpassed < 0 ? 1 : 0)
  const mock = patterns.opener.test(short) && patterns.failure.test(short) ? 1 : 0
  return { praise, blame, mock }
}

const WORSE = /^(?:huono|pahem|hitaam|kurjem|surkeam|sämre|värre|krångligare|långsammare|worse|slower|poorer|ruder)/
const STEPS = 5

/** Whether a negation, a "could" and a comparative meet: 1 when nothing could be better, −1 when nothing could be worse, else 0. */
function surpasses(words: readonly string[], { negations, conditionals, comparative }: SmallWords): -1 | 0 | 1 {
  for (let at = 0; at < words.length; at++) {
    if (!negations.has(words[at]!)) continue
    let could = conditionals.has(words[at]!) || (at > 0 && conditionals.has(words[at - 1]!))
    for (let next = at + 1; next < Math.min(words.length, at + STEPS + 1); next++) {
      const word = words[next]!
      if (could && comparative.test(word) && word.length > 3) return WORSE.test(word) ? -1 : 1
      could ||= conditionals.has(word)
    }
  }
  return 0
}
