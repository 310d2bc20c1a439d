import { anyOf, atLeast, atMost, choice, glad, inThree, mayContact, openQuestion, SHORTLY, sorry, THANKS, WE_CALL } from './template.ts'
import type { Template } from './template.ts'

const languages = ['fi', 'sv', 'en']

const caseSolved: Template = {
  key: 'case-solved',
  moment: 'repair',
  name: inThree('Asia on ratkaistu', 'Saken är löst', 'A case is solved'),
  description: inThree(
    'Ratkesiko asia asiakkaankin mielestä, ja miltä hänestä tuntui.',
    'Om saken är löst även enligt kunden, och hur det kändes.',
    'Whether it is solved for the customer too, and how they felt.',
  ),
  when: inThree(
    'Vuorokausi siitä, kun asia merkittiin ratkaistuksi.',
    'Ett dygn efter att saken antecknats som löst.',
    'A day after it was marked as solved.',
  ),
  content: {
    languages,
    title: inThree('Saatiinko asia kuntoon?', 'Blev saken ordnad?', 'Did we put it right?'),
    intro: SHORTLY,
    questions: [
      {
        ...choice('solved', inThree('Ratkesiko asiasi?', 'Löstes ditt ärende?', 'Is your matter solved?'), [
          ['yes', 'Kyllä', 'Ja', 'Yes'],
          ['partly', 'Osittain', 'Delvis', 'Partly'],
          ['no', 'Ei', 'Nej', 'No'],
        ]),
        required: true,
      },
      {
        key: 'feeling',
        kind: 'emotion',
        title: inThree(
          'Miltä sinusta tuntui, kun asia oli käsitelty?',
          'Hur kändes det när saken hade behandlats?',
          'How did you feel once it had been handled?',
        ),
        words: [
          { key: 'relieved', text: inThree('Helpottunut', 'Lättad', 'Relieved') },
          { key: 'glad', text: inThree('Iloinen', 'Glad', 'Glad') },
          { key: 'calm', text: inThree('Rauhallinen', 'Lugn', 'Calm') },
          { key: 'tired', text: inThree('Väsynyt', 'Trött', 'Tired') },
          { key: 'disappointed', text: inThree('Pettynyt', 'Besviken', 'Disappointed') },
          { key: 'angry', text: inThree('Vihainen', 'Arg', 'Angry') },
        ],
      },
      openQuestion(
        'what-left',
        inThree('Mitä on vielä tekemättä?', 'Vad är ännu ogjort?', 'What is still to be done?'),
        anyOf('solved', 'partly', 'no'),
      ),
      openQuestion(
        'how-handled',
        inThree('Miten asia mielestäsi hoidettiin?', 'Hur tycker du att saken sköttes?', 'How do you think it was handled?'),
        anyOf('solved', 'yes'),
      ),
      mayContact(anyOf('solved', 'partly', 'no')),
    ],
    thanks: [
      WE_CALL,
      {
        if: [anyOf('solved', 'partly', 'no')],
        title: inThree('Kiitos, että kerroit.', 'Tack för att du berättade.', 'Thank you for telling us.'),
        text: inThree(
          'Harmi, että asia on vielä kesken.',
          'Tråkigt att saken ännu inte är klar.',
          'We are sorry that it is not settled yet.',
        ),
      },
      {
        if: [anyOf('solved', 'yes')],
        title: inThree('Kiitos!', 'Tack!', 'Thank you!'),
        text: inThree('Hyvä, että asia saatiin kuntoon.', 'Bra att saken blev ordnad.', 'Good that it has been put right.'),
      },
    ],
  },
  plan: { trigger: { on: 'hand' }, afterMinutes: 0, freshForHours: 96, personDays: 0, duringCase: true },
}

const complaintHandled: Template = {
  key: 'complaint-handled',
  moment: 'repair',
  name: inThree('Valitus on käsitelty', 'Ett klagomål har behandlats', 'A complaint has been handled'),
  description: inThree(
    'Kohdeltiinko valittanutta reilusti, ja säilyikö luottamus.',
    'Om den som klagade blev rättvist bemött och om förtroendet finns kvar.',
    'Whether the one who complained was treated fairly, and still trusts us.',
  ),
  when: inThree('Kaksi päivää vastauksemme jälkeen.', 'Två dagar efter vårt svar.', 'Two days after our reply.'),
  content: {
    languages,
    title: inThree('Valituksesi käsittely', 'Behandlingen av ditt klagomål', 'How your complaint was handled'),
    intro: inThree(
      'Saimme valituksesi käsiteltyä. Haluaisimme kuulla, hoidettiinko se sinusta reilusti.',
      'Vi har behandlat ditt klagomål. Vi vill gärna höra om du tycker att det sköttes rättvist.',
      'We have handled your complaint. We would like to hear whether you found it fair.',
    ),
    questions: [
      {
        key: 'satisfied',
        kind: 'csat',
        title: inThree(
          'Kuinka tyytyväinen olet siihen, miten valituksesi hoidettiin?',
          'Hur nöjd är du med hur ditt klagomål sköttes?',
          'How satisfied are you with how your complaint was handled?',
        ),
        required: true,
      },
      {
        ...choice('what-failed', inThree('Mikä siinä harmitti?', 'Vad störde dig?', 'What bothered you?'), [
          ['slow', 'Käsittely kesti liian kauan', 'Det tog för lång tid', 'It took too long'],
          ['asking', 'Piti kysyä perään', 'Jag fick fråga flera gånger', 'I had to keep asking'],
          ['unheard', 'Minua ei kuunneltu', 'Jag blev inte hörd', 'I was not listened to'],
          ['unexplained', 'Ratkaisua ei perusteltu', 'Lösningen motiverades inte', 'The outcome was not explained'],
          ['unfair', 'Ratkaisu ei ollut reilu', 'Lösningen var inte rättvis', 'The outcome was not fair'],
        ]),
        many: true,
        other: true,
        askedIf: [atMost('satisfied', 3)],
      },
      {
        key: 'trust',
        kind: 'meaning',
        statement: 'trust',
        title: inThree('Voin yhä luottaa teihin.', 'Jag kan fortfarande lita på er.', 'I can still trust you.'),
      },
      openQuestion(
        'what-better',
        inThree('Mitä olisi pitänyt tehdä toisin?', 'Vad borde ha gjorts annorlunda?', 'What should have been done differently?'),
        atMost('satisfied', 3),
      ),
      openQuestion(
        'what-best',
        inThree('Mikä käsittelyssä onnistui?', 'Vad var bra i behandlingen?', 'What was good about how it was handled?'),
        atLeast('satisfied', 4),
      ),
      mayContact(atMost('satisfied', 3)),
    ],
    thanks: [
      WE_CALL,
      sorry('satisfied', 2),
      glad('satisfied', 4, inThree('Hyvä, että asia selvisi.', 'Bra att saken klarades upp.', 'Good that it was sorted out.')),
      THANKS,
    ],
  },
  plan: { trigger: { on: 'hand' }, afterMinutes: 0, freshForHours: 120, personDays: 0, duringCase: true },
}

/** Templates for a case solved and a complaint handled. */
export const REPAIR_TEMPLATES: readonly Template[] = [caseSolved, complaintHandled]
