import type { Sayings } from './words.ts'

/** What the demo organisation's Swedish-speaking customers say, by theme and mood; all invented. */
export const SWEDISH: Sayings = {
  loan: {
    good: ['Lånebeslutet kom redan nästa dag. Smidigt!'],
    fair: ['Lånet ordnade sig, men det tog några vändor.'],
    bad: ['Varför kan man ansöka på nätet om man ändå måste till kontoret?', 'Jag fick lämna samma lönebesked två gånger.'],
  },
  insurance: {
    good: ['Lätt att jämföra, och priset syntes direkt.'],
    fair: ['Bra offert, men villkoren var tunga att läsa.'],
    bad: ['Ni erbjöd mig en försäkring som jag redan har hos er.'],
  },
  claim: {
    good: ['Vänligt bemötande, och ersättningen kom inom en vecka.'],
    fair: ['Beslutet var rätt, fast det dröjde.'],
    bad: ['Jag skickades fram och tillbaka mellan två avdelningar.', 'Ingen hörde av sig till den dag ni lovade.'],
  },
  kitchen: {
    good: ['Köket blev precis så fint som på ritningen.', 'Montörerna var punktliga och städade efter sig.'],
    fair: ['Snyggt resultat, men en lucka saknades.'],
    bad: ['Monteringen flyttades två gånger utan förklaring.'],
  },
  order: {
    good: ['Snabb leverans och väl förpackat.', 'Allt fungerade från beställning till dörr.'],
    fair: ['Paketet kom i tid, lådan var lite skadad.'],
    bad: ['Paketet skulle ha kommit i fredags.', 'Betalningen gick inte igenom och jag gav upp.'],
  },
  return: {
    good: ['Enkelt att returnera.'],
    fair: ['Returen gick bra till slut.'],
    bad: ['Väntar fortfarande på pengarna efter tre veckor.'],
  },
  warranty: {
    good: ['Jag fick en ny apparat utan krångel.'],
    fair: ['Reparationen tog tid, men jag fick besked.'],
    bad: ['Kvittot var bifogat och ändå frågade ni efter det.'],
  },
  card: { good: ['Kortet spärrades på en minut.'], fair: ['Kortet kom, koden senare.'], bad: ['Det nya kortet dröjde över två veckor.'] },
  moving: {
    good: ['En anmälan räckte för allt.'],
    fair: ['Adressen ändrades, men hemförsäkringen krävde ett samtal.'],
    bad: ['Räkningen gick till den gamla adressen.'],
  },
  joining: {
    good: ['Välkomstsamtalet var en trevlig överraskning.'],
    fair: ['Identifieringen krånglade först.'],
    bad: ['Jag måste till kontoret trots att allt skulle gå på nätet.'],
  },
  general: {
    good: ['Alltid trevlig betjäning, också på svenska.', 'Appen är tydlig och lätt att använda.'],
    fair: ['Det fungerar, men köerna är långa.'],
    bad: ['Jag lovades ett samtal som aldrig kom.', 'Svårt att få betjäning på svenska i telefon.'],
  },
}

/** What they ask when they hear nothing, by theme. */
export const SWEDISH_QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  loan: ['Har min ansökan gått framåt?'],
  claim: ['Hur går det med mitt skadeärende?'],
  kitchen: ['Håller monteringsdagen?'],
  order: ['Var är mitt paket?'],
  return: ['När får jag pengarna tillbaka?'],
  warranty: ['Är apparaten redan reparerad?'],
  card: ['När kommer det nya kortet?'],
  moving: ['Är min nya adress uppdaterad överallt?'],
  joining: ['När är mitt konto öppet?'],
  general: ['Kan någon ringa upp mig?'],
}
