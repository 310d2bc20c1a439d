import type { RootCause } from '../src/domain/case/case.ts'

/** How cases of one kind of friction are spoken of and ended in the demo organisation, in Finnish. */
export interface CaseSayings {
  note: string
  message: string
  task: string
  /** What was done, and what had caused it and was learnt where that was found out. */
  ends: readonly { done: string; cause: Pick<RootCause, 'process' | 'system'> | null; learned: string | null }[]
}

const ANYTHING: CaseSayings = {
  note: 'Kävin polun läpi: asiakas on jäänyt kahden tiimin väliin.',
  message: 'Hei, otin asiasi hoitaakseni. Selvitän, mitä on tapahtunut, ja palaan sinulle huomisen aikana.',
  task: 'Kerro asiakkaalle, miten tästä jatketaan',
  ends: [
    {
      done: 'Soitin, pyysin anteeksi ja sovin asiakkaan kanssa jatkosta.',
      cause: { process: 'Palautteen käsittely', system: null },
      learned: 'Yksi yhteinen jono riittää: kaksi jonoa jätti asian kummankin ulkopuolelle.',
    },
    { done: 'Hoidin asian loppuun ja varmistin, että se on asiakkaalle selvä.', cause: null, learned: null },
  ],
}

const BY_KIND: Readonly<Record<string, CaseSayings>> = {
  silence: {
    note: 'Hakemus odotti käsittelijää, jonka sijaista ei ollut merkitty.',
    message: 'Hei, pahoittelen, ettet ole kuullut meistä. Asiasi on nyt minulla, ja saat vastauksen viimeistään huomenna.',
    task: 'Vastaa asiakkaalle, mitä seuraavaksi tapahtuu',
    ends: [
      {
        done: 'Kävin asian läpi asiakkaan kanssa puhelimessa ja vahvistin sovitun viestillä.',
        cause: { process: 'Käsittelyjonon seuranta', system: 'Tehtäväjono' },
        learned: 'Jonoon jäänyt asia ei näy kenellekään: jonolle tarvitaan päivystäjä joka aamu.',
      },
      {
        done: 'Annoin päätöksen ja kerroin perusteet.',
        cause: { process: 'Lomasijaisuudet', system: null },
        learned: 'Sijainen merkitään ennen loman alkua, ei sen jälkeen.',
      },
      { done: 'Vastasin asiakkaan kysymyksiin ja sovin uuden ajan.', cause: null, learned: null },
    ],
  },
  'broken-promise': {
    note: 'Lupaus annettiin puhelussa, eikä se siirtynyt kenenkään työlistalle.',
    message: 'Hei, lupasimme olla yhteydessä emmekä olleet. Se oli meidän virheemme. Hoidan asian itse ja soitan sinulle tänään.',
    task: 'Soita asiakkaalle ja pidä uusi lupaus',
    ends: [
      {
        done: 'Soitin asiakkaalle, hoidin luvatun ja hyvitin viivästyksen.',
        cause: { process: 'Soittopyynnöt', system: 'Puhelinjärjestelmä' },
        learned: 'Lupaus kirjataan samalla, kun se annetaan, ja sille merkitään tekijä.',
      },
      { done: 'Toimitin sen, mitä oli luvattu, ja kerroin siitä asiakkaalle.', cause: null, learned: null },
    ],
  },
  bounce: {
    note: 'Asia on käynyt kahdesti samassa tiimissä. Pidän sen nyt itselläni.',
    message: 'Hei, sinua on ohjattu paikasta toiseen. Nyt asiasi on minulla, eikä sinun tarvitse kertoa mitään uudelleen.',
    task: 'Kerää tarvittavat tiedot muilta tiimeiltä',
    ends: [
      {
        done: 'Keräsin tiedot tiimeiltä ja ratkaisin asian yhdellä kertaa.',
        cause: { process: 'Vastuunjako tiimien kesken', system: null },
        learned: 'Se, joka ottaa asian vastaan, kutsuu avuksi muut. Asiakas ei siirry.',
      },
    ],
  },
  'repeated-ask': {
    note: 'Tiedot olivat jo arkistossa, mutta ne eivät näy konttorissa.',
    message: 'Hei, pyysimme sinulta uudelleen tietoja, jotka olit jo antanut. Löysin ne, eikä sinun tarvitse lähettää mitään.',
    task: 'Liitä jo annetut tiedot hakemukseen',
    ends: [
      {
        done: 'Etsin asiakkaan jo antamat tiedot ja liitin ne hakemukseen.',
        cause: { process: 'Tietojen pyytäminen', system: 'Asiakirja-arkisto' },
        learned: 'Katsotaan arkistoon ennen kuin kysytään. Pyyntökirje ei enää lähde itsestään.',
      },
    ],
  },
  'forced-channel-switch': {
    note: 'Verkossa alkanut hakemus vaati paperille allekirjoituksen.',
    message: 'Hei, verkossa aloittamasi asian voi viedä verkossa loppuun. Lähetin sinulle allekirjoituslinkin.',
    task: 'Lähetä sähköinen allekirjoitus',
    ends: [
      {
        done: 'Järjestin allekirjoituksen verkossa, joten käyntiä ei tarvittu.',
        cause: { process: 'Allekirjoittaminen', system: 'Sähköinen allekirjoitus' },
        learned: 'Liitteet mukaan sähköiseen allekirjoitukseen: ne olivat ainoa syy pyytää paikalle.',
      },
    ],
  },
  'dead-end': {
    note: 'Lomake kaatui liitteeseen. Kolmas kerta tässä kuussa.',
    message: 'Hei, lomakkeemme jätti sinut pulaan. Täytän loput puolestasi, jos annat luvan.',
    task: 'Täydennä hakemus asiakkaan puolesta',
    ends: [
      {
        done: 'Täytin hakemuksen asiakkaan kanssa puhelimessa ja tarkistin, että se meni perille.',
        cause: { process: 'Hakemuksen vastaanotto', system: 'Verkkolomake' },
        learned: 'Liitteen kokoraja kerrotaan ennen lataamista.',
      },
      { done: 'Annoin uuden linkin ja olin mukana, kunnes se onnistui.', cause: null, learned: null },
    ],
  },
  abandonment: {
    note: 'Asiakas lopetti hakemuksen samaan kohtaan, johon moni muukin.',
    message: 'Hei, huomasin, että asiasi jäi kesken. Voin auttaa sinut loppuun, kun sinulle sopii.',
    task: 'Soita asiakkaalle ja kysy, mihin jäätiin',
    ends: [
      {
        done: 'Soitin, ja hakemus vietiin loppuun yhdessä.',
        cause: { process: 'Hakemuksen vaiheet', system: 'Verkkolomake' },
        learned: 'Tulotietojen kysymys kannattaa siirtää loppuun: siihen jäädään.',
      },
      {
        done: 'Asiakas oli hoitanut asian muualla. Kiitin kertomasta ja kirjasin syyn.',
        cause: null,
        learned: 'Kaksi viikkoa on liian pitkä aika odottaa.',
      },
    ],
  },
}

/** How a case of this kind of friction is spoken of and ended. */
export function sayingsOf(kind: string): CaseSayings {
  return BY_KIND[kind] ?? ANYTHING
}
