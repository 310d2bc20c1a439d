import type { Sayings } from './words.ts'

/** What the demo organisation's Finnish-speaking customers say, by theme and mood; all invented. */
export const FINNISH: Sayings = {
  loan: {
    good: [
      'Lainapäätös tuli seuraavana päivänä ja kaikki hoitui puhelimella. Hyvä näin!',
      'Hakemus oli selkeä, ja minulle kerrottiin heti, mitä seuraavaksi tapahtuu.',
      'Sain rahat ajoissa kaupantekoon, kiitos nopeasta toiminnasta.',
    ],
    fair: ['Laina järjestyi, mutta liitteitä olisi voinut pyytää yhdellä kertaa.', 'Ihan asiallista palvelua, korko jäi hieman korkeaksi.'],
    bad: [
      'Hain lainaa verkossa, silti piti lähteä konttoriin. Miksi hakemus ylipäätään on netissä?',
      'Samat palkkatiedot kysyttiin kahteen kertaan, vaikka olin ne jo lähettänyt.',
      'Viikko meni ilman mitään tietoa, ja auto ehti mennä toiselle ostajalle.',
      'Kukaan ei osannut sanoa, kenellä hakemukseni on käsittelyssä.',
    ],
  },
  insurance: {
    good: ['Vakuutusten vertailu oli helppoa, ja hinnan näki heti.', 'Myyjä kuunteli eikä tyrkyttänyt mitään turhaa.'],
    fair: ['Tarjous oli hyvä, ehtojen lukemiseen meni aikaa.'],
    bad: [
      'Minulle tarjottiin vakuutusta, joka minulla on ollut teillä jo vuosia.',
      'Hinta nousi taas, eikä kukaan selittänyt miksi.',
      'Soittopyyntööni ei vastattu, joten kysyin muualta.',
    ],
  },
  claim: {
    good: [
      'Vahinkoilmoitus onnistui kuvien kanssa kymmenessä minuutissa, ja rahat olivat tilillä viikon päästä.',
      'Korvauskäsittelijä soitti itse ja kertoi päätöksen ymmärrettävästi.',
      'Hädän hetkellä sain rauhallista ja ystävällistä apua.',
    ],
    fair: ['Päätös oli oikea, mutta sitä sai odottaa.', 'Omavastuu yllätti, muuten asia sujui.'],
    bad: [
      'Lähetin kuvat heti, ja silti niitä kysyttiin uudestaan kaksi kertaa.',
      'Minua pallotellaan korvauspalvelun ja myynnin väliä, eikä kukaan ota asiaa hoitaakseen.',
      'Luvattuun päivään mennessä ei kuulunut mitään.',
      'Kolme puhelua ja joka kerta aloitin tarinani alusta.',
    ],
  },
  kitchen: {
    good: [
      'Keittiö on juuri sellainen kuin piirsin sen sovelluksessa. Olen aivan ihastunut!',
      'Asentajat tulivat ajallaan, siivosivat jälkensä ja neuvoivat laatikoiden säädön.',
      'Suunnittelija muisti, mistä viimeksi puhuimme. Se tuntui hyvältä.',
    ],
    fair: ['Lopputulos on hieno, vaikka yhtä ovea jouduttiin odottamaan.', 'Hinta oli vähän yli arvion, laatu kuitenkin kohdallaan.'],
    bad: [
      'Asennus siirtyi kahdesti, ja keitimme viikkoja ruokaa kylpyhuoneessa.',
      'Mitat oli annettu, ja silti ne kysyttiin puhelimessa uudelleen.',
      'Toimituksesta puuttui kaksi kaappia eikä kukaan tiennyt, milloin ne tulevat.',
    ],
  },
  order: {
    good: [
      'Paketti tuli päivän etuajassa ja hyvin pakattuna.',
      'Tilaaminen oli vaivatonta ja seuranta toimi koko ajan.',
      'Tuote vastasi kuvaa, tilaan varmasti toistekin.',
      'Nopea toimitus, kiitos!',
    ],
    fair: ['Kaikki meni hyvin, pakkauksessa oli turhan paljon muovia.', 'Toimitus kesti sen mitä luvattiinkin.'],
    bad: [
      'Paketin piti tulla perjantaina, ja vieläkään sitä ei ole näkynyt.',
      'Maksu kaatui kolme kertaa, luovutin lopulta.',
      'Seurannassa lukee jo neljättä päivää "matkalla".',
      'Joululahja tuli joulun jälkeen.',
      'Laatikko oli märkä ja lamppu sen sisällä rikki.',
    ],
  },
  return: {
    good: ['Palautus kävi helposti ja rahat tulivat parissa päivässä.'],
    fair: ['Palautus onnistui, ohjeita piti vähän etsiä.'],
    bad: [
      'Palautin tuotteen kolme viikkoa sitten, ja rahoja odotan yhä.',
      'Palautustunnus ei toiminut postissa, jouduin kääntymään kotiin.',
    ],
  },
  warranty: {
    good: ['Rikkoutunut kahvinkeitin vaihdettiin uuteen ilman mitään selittelyä.', 'Korjaus valmistui luvattuna päivänä.'],
    fair: ['Korjaus kesti, mutta siitä ilmoitettiin.'],
    bad: [
      'Kuitti oli ilmoituksen liitteenä, ja silti sitä pyydettiin sähköpostilla.',
      'Takuuasiani on seissyt paikallaan kaksi viikkoa.',
      'Laite tuli huollosta takaisin samassa viassa.',
    ],
  },
  card: {
    good: ['Kortin sulkeminen keskellä yötä kesti minuutin. Suuri helpotus.', 'Uusi kortti oli postissa jo kolmantena päivänä.'],
    fair: ['Kortti tuli, tunnusluku vasta myöhemmin.'],
    bad: ['Uutta korttia ei kuulunut, ja olin lomalla ilman rahaa.', 'Sulkupalvelussa jonotin neljäkymmentä minuuttia.'],
  },
  moving: {
    good: [
      'Yksi ilmoitus riitti, ja osoite vaihtui pankkiin, vakuutuksiin ja kauppaan.',
      'Muuton keskellä oli ihanaa, että tämä hoitui itsestään.',
    ],
    fair: ['Muutos meni läpi, kotivakuutuksesta kysyttiin vielä erikseen.'],
    bad: [
      'Ilmoitin uuden osoitteen kerran, ja sitä on kysytty sen jälkeen kahdesti.',
      'Lasku lähti vanhaan osoitteeseen, vaikka ilmoitin muutosta ajoissa.',
    ],
  },
  joining: {
    good: ['Tili aukesi samana päivänä, ja tervetulosoitto yllätti iloisesti.'],
    fair: ['Tunnistautuminen vaati pari yritystä, sitten kaikki toimi.'],
    bad: ['Verkossa luvattiin tili viidessä minuutissa. Viikon päästä istuin konttorissa.'],
  },
  general: {
    good: [
      'Ollut asiakkaana vuosia, ja aina on saanut apua.',
      'Sovellus on selkeä, kaikki asiat löytyvät yhdestä paikasta.',
      'Puhelimessa vastattiin heti ja asia ratkesi kerralla.',
      'Täällä tunnetaan asiakas nimeltä.',
    ],
    fair: ['Perusasiat toimivat, mutta mikään ei erityisemmin ilahduta.', 'Palvelu on hyvää, jonot turhan pitkiä.', 'Ei hyvä eikä huono.'],
    bad: [
      'Joka kerta vastaa eri ihminen, ja kaikki pitää selittää alusta.',
      'Luvattiin soittaa takaisin. Odotan edelleen.',
      'Konttorin aukioloajat eivät sovi työssäkäyvälle lainkaan.',
      'Mainoksia tulee, vastauksia ei.',
    ],
  },
}

/** What they ask when they hear nothing, by theme. */
export const FINNISH_QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  loan: ['Onko hakemukseni edennyt?', 'Milloin saan lainapäätöksen?'],
  claim: ['Missä vaiheessa korvausasiani on?', 'Onko lähettämäni selvitys tullut perille?'],
  kitchen: ['Pitääkö asennuspäivä paikkansa?', 'Koska puuttuvat ovet tulevat?'],
  order: ['Missä pakettini on?', 'Milloin tilaukseni toimitetaan?'],
  return: ['Milloin rahat palautetaan?'],
  warranty: ['Onko laitteeni jo korjattu?', 'Onko takuuasiani edennyt?'],
  card: ['Milloin uusi kortti tulee?'],
  moving: ['Onko uusi osoitteeni jo kaikkialla?'],
  joining: ['Milloin tilini on auki?'],
  general: ['Voisiko joku soittaa minulle?', 'Miten vaihdan laskutusosoitteen?', 'Mistä näen kaikki sopimukseni?'],
}
