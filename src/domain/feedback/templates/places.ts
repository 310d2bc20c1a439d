import {
  anyOf,
  atLeast,
  atMost,
  choice,
  glad,
  inThree,
  mayContact,
  noneOf,
  openQuestion,
  SHORTLY,
  sorry,
  THANKS,
  WE_CALL,
} from './template.ts'
import type { Template } from './template.ts'

const languages = ['fi', 'sv', 'en']
const DAY = 24 * 60

const kiosk: Template = {
  key: 'at-the-door',
  moment: 'encounter',
  name: inThree('Palautelaite ovella', 'Svarsterminal vid dörren', 'A terminal at the door'),
  description: inThree(
    'Yhden painalluksen arvio paikan päällä, ja halutessa muutama sana.',
    'Ett omdöme med ett tryck på platsen, och några ord för den som vill.',
    'One press on the spot, and a few words for those who like.',
  ),
  when: inThree(
    'Ovella tai kassalla, kun asiakas lähtee.',
    'Vid dörren eller kassan när kunden går.',
    'At the door or the till, as the customer leaves.',
  ),
  content: {
    languages,
    title: inThree('Miten kävi?', 'Hur gick det?', 'How did it go?'),
    questions: [
      {
        key: 'satisfied',
        kind: 'csat',
        title: inThree(
          'Kuinka tyytyväinen olet käyntiisi tänään?',
          'Hur nöjd är du med ditt besök i dag?',
          'How satisfied are you with your visit today?',
        ),
        required: true,
      },
      openQuestion('what-failed', inThree('Mikä meni vikaan?', 'Vad gick snett?', 'What went wrong?'), atMost('satisfied', 3)),
      openQuestion('what-best', inThree('Mikä ilahdutti?', 'Vad gjorde dig glad?', 'What pleased you?'), atLeast('satisfied', 4)),
      { ...mayContact(atMost('satisfied', 2)), contact: true },
    ],
    thanks: [
      WE_CALL,
      sorry('satisfied', 2),
      glad('satisfied', 4, inThree('Hyvää päivänjatkoa!', 'Ha en trevlig dag!', 'Have a nice day!')),
      THANKS,
    ],
  },
  plan: { trigger: { on: 'hand' } },
}

const page: Template = {
  key: 'on-the-page',
  moment: 'task',
  name: inThree('Palaute verkkosivulta', 'Respons på en webbsida', 'Feedback on a page'),
  description: inThree(
    'Löytyikö sivulta, mitä etsittiin, ja mitä sieltä puuttuu.',
    'Om sidan hade det som söktes och vad som saknas.',
    'Whether the page had what was looked for, and what it lacks.',
  ),
  when: inThree(
    'Sivun kulmassa tai lopussa, aina esillä.',
    'I hörnet eller i slutet av sidan, alltid framme.',
    'In the corner or at the end of the page, always there.',
  ),
  content: {
    languages,
    title: inThree('Auttoiko tämä sivu?', 'Var sidan till hjälp?', 'Did this page help?'),
    questions: [
      {
        ...choice('found', inThree('Löysitkö, mitä etsit?', 'Hittade du det du sökte?', 'Did you find what you were looking for?'), [
          ['yes', 'Kyllä', 'Ja', 'Yes'],
          ['partly', 'Osittain', 'Delvis', 'Partly'],
          ['no', 'En', 'Nej', 'No'],
        ]),
        required: true,
      },
      openQuestion('what-sought', inThree('Mitä etsit?', 'Vad sökte du?', 'What were you looking for?'), anyOf('found', 'partly', 'no')),
      openQuestion(
        'what-better',
        inThree('Miten sivu voisi olla parempi?', 'Hur kunde sidan bli bättre?', 'How could the page be better?'),
        noneOf('found', 'partly', 'no'),
      ),
      { ...mayContact(anyOf('found', 'no')), contact: true },
    ],
    thanks: [
      {
        if: [anyOf('contact', 'yes')],
        title: inThree('Kiitos!', 'Tack!', 'Thank you!'),
        text: inThree('Otamme sinuun yhteyttä.', 'Vi hör av oss till dig.', 'We will be in touch with you.'),
      },
      THANKS,
    ],
  },
  plan: { trigger: { on: 'hand' } },
}

const homeVisit: Template = {
  key: 'home-visit',
  moment: 'encounter',
  name: inThree('Asentaja tai huolto kävi', 'Efter ett besök av montör eller service', 'After a visit by a technician'),
  description: inThree(
    'Tuliko asentaja ajallaan, tuliko valmista, ja oliko asiakas tyytyväinen.',
    'Om montören kom i tid, om jobbet blev klart och om kunden var nöjd.',
    'Whether the technician came on time, finished the job, and left the customer satisfied.',
  ),
  when: inThree('Samana iltana tai seuraavana aamuna.', 'Samma kväll eller följande morgon.', 'The same evening, or the next morning.'),
  content: {
    languages,
    title: inThree('Käyntimme luonasi', 'Vårt besök hos dig', 'Our visit to you'),
    intro: SHORTLY,
    questions: [
      {
        key: 'satisfied',
        kind: 'csat',
        title: inThree('Kuinka tyytyväinen olet työhön?', 'Hur nöjd är du med arbetet?', 'How satisfied are you with the work?'),
        required: true,
      },
      choice('on-time', inThree('Tultiinko sovittuun aikaan?', 'Kom vi på utsatt tid?', 'Did we come when agreed?'), [
        ['yes', 'Kyllä', 'Ja', 'Yes'],
        ['told', 'Myöhässä, mutta siitä kerrottiin', 'För sent, men det meddelades', 'Late, but I was told'],
        ['late', 'Myöhässä ilman ilmoitusta', 'För sent utan besked', 'Late without a word'],
      ]),
      choice('done', inThree('Tuliko kerralla kuntoon?', 'Blev det klart på en gång?', 'Was it done in one visit?'), [
        ['yes', 'Kyllä', 'Ja', 'Yes'],
        ['again', 'Piti tulla uudelleen', 'Det krävdes ett besök till', 'Another visit was needed'],
        ['no', 'Ei ole vieläkään kunnossa', 'Det är fortfarande inte klart', 'It is still not done'],
      ]),
      openQuestion(
        'what-failed',
        inThree('Mitä jäi tekemättä tai meni huonosti?', 'Vad blev ogjort eller gick dåligt?', 'What was left undone or went badly?'),
        atMost('satisfied', 3),
      ),
      openQuestion('what-best', inThree('Mikä tehtiin hyvin?', 'Vad gjordes bra?', 'What was done well?'), atLeast('satisfied', 4)),
      mayContact(atMost('satisfied', 2)),
    ],
    thanks: [
      WE_CALL,
      sorry('satisfied', 2),
      glad(
        'satisfied',
        4,
        inThree('Mukava kuulla, että työ onnistui.', 'Roligt att höra att arbetet lyckades.', 'Good to hear that the work went well.'),
      ),
      THANKS,
    ],
  },
  plan: { trigger: { on: 'hand' }, afterMinutes: 180, freshForHours: 48 },
}

const appointment: Template = {
  key: 'appointment',
  moment: 'encounter',
  name: inThree('Vastaanotto- tai neuvonta-ajan jälkeen', 'Efter en mottagning eller rådgivning', 'After an appointment'),
  description: inThree(
    'Kuunneltiinko asiakasta, ja tietääkö hän, mitä seuraavaksi tapahtuu.',
    'Om kunden blev lyssnad på och vet vad som händer härnäst.',
    'Whether the customer was listened to, and knows what happens next.',
  ),
  when: inThree('Seuraavana päivänä.', 'Dagen därpå.', 'The next day.'),
  content: {
    languages,
    title: inThree('Käyntisi vastaanotolla', 'Ditt besök på mottagningen', 'Your appointment'),
    intro: inThree(
      'Muutama kysymys, aikaa menee noin minuutti. Älä kirjoita vastauksiin henkilötunnusta tai terveystietojasi.',
      'Några frågor, det tar ungefär en minut. Skriv inte din personbeteckning eller uppgifter om din hälsa i svaren.',
      'A few questions, about a minute of your time. Please leave out your personal identity code and details of your health.',
    ),
    questions: [
      {
        key: 'satisfied',
        kind: 'csat',
        title: inThree(
          'Kuinka tyytyväinen olet käyntiisi?',
          'Hur nöjd är du med ditt besök?',
          'How satisfied are you with your appointment?',
        ),
        required: true,
      },
      {
        key: 'heard',
        kind: 'scale',
        metric: 'heard',
        level: 'emotion',
        title: inThree('Kuinka hyvin sinua kuunneltiin?', 'Hur väl blev du lyssnad på?', 'How well were you listened to?'),
        from: 1,
        to: 5,
        low: inThree('Ei lainkaan', 'Inte alls', 'Not at all'),
        high: inThree('Erittäin hyvin', 'Mycket väl', 'Very well'),
      },
      choice('next', inThree('Tiedätkö, mitä seuraavaksi tapahtuu?', 'Vet du vad som händer härnäst?', 'Do you know what happens next?'), [
        ['yes', 'Kyllä', 'Ja', 'Yes'],
        ['partly', 'Osittain', 'Delvis', 'Partly'],
        ['no', 'En', 'Nej', 'No'],
      ]),
      openQuestion(
        'what-failed',
        inThree('Mitä jäit kaipaamaan?', 'Vad saknade du?', 'What would have made it better?'),
        atMost('satisfied', 3),
      ),
      openQuestion(
        'what-best',
        inThree('Mikä käynnissä oli hyvää?', 'Vad var bra med besöket?', 'What was good about it?'),
        atLeast('satisfied', 4),
      ),
      mayContact(atMost('satisfied', 2)),
    ],
    thanks: [
      WE_CALL,
      sorry('satisfied', 2),
      glad(
        'satisfied',
        4,
        inThree('Mukava kuulla, että käynti sujui hyvin.', 'Roligt att höra att besöket gick bra.', 'Good to hear that it went well.'),
      ),
      THANKS,
    ],
  },
  plan: { trigger: { on: 'encounter', channel: 'branch' }, afterMinutes: DAY, freshForHours: 72 },
}

/** Templates for a terminal at the door, a page of the web, a visit by a technician and an appointment. */
export const PLACE_TEMPLATES: readonly Template[] = [kiosk, homeVisit, appointment, page]
