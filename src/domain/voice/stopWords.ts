import type { VoiceLanguage } from './languages.ts'

const set = (words: string) => new Set(words.split(' '))

/** Words that say nothing of a comment by themselves. "ei", "inte" and "not" are none of them: they turn what follows. */
export const STOP_WORDS: Readonly<Record<VoiceLanguage, ReadonlySet<string>>> = {
  fi: set(
    'ja tai sekä että jotta koska kun jos niin kuin myös mutta vaan se sen sitä siinä siitä siihen sillä ne niitä niiden niissä tämä tämän tätä tässä tästä tähän nämä tuo tuon tuota minä minun minua minulla minulle minut mä mun mua sinä sinun te teidän teillä teille teitä me meidän meillä meille hän hänen häntä he heidän joka jonka jota jossa josta johon jotka joita mikä mitä minkä missä mistä mihin on oli ole ollut olla olen olet olemme olette ovat olivat olin olisi olis voi voisi pitää piti tulee tuli sai saa aina vielä jo nyt sitten siis kyllä ihan aika vain vaikka kanssa kun yli alle noin joku jotain jokin mitään kaikki kaikkea koko eri oma muu muuta muita yksi kaksi kolme itse kuitenkin kautta asti mukaan jälkeen ennen takia',
  ),
  sv: set(
    'och eller att som om men så för i på av till med från hos den det de dem denna detta dessa en ett jag mig min mitt mina du dig din ni er ert era vi oss vår vårt våra han honom hon henne sin sitt sina man är var vara varit blir blev bli har hade ha kan kunde ska skulle vill ville får fick måste när där här då nu också bara än vid efter före under över mellan utan genom vad vilken vilket vilka någon något några all allt alla mycket mer varje samma annan annat andra ju väl',
  ),
  en: set(
    "a an the and or but so if that which who whom this these those i me my mine we us our you your he him his she her it its they them their is was were be been being am are has had have do does did can could will would shall should may might must in on at of to for from by with about into over under after before during through between as than then there here when where what how why all any some each every both other another same just only also too very it's i'm i've you're they're that's there's up down out off again",
  ),
}
