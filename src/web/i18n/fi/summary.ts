/** Yhteenvedot asiakkaiden sanoista, suomeksi. */
export const summaryWords = {
  'summary.title': 'Yhteenveto',
  'summary.make': 'Tee yhteenveto',
  'summary.making': 'Yhteenvetoa tehdään…',
  'summary.byModel':
    'Mallin {model} sanoin {sent, plural, one {yhdestä tekstistä} other {# tekstistä}}, joista henkilötiedot poistettiin ennen lähetystä; valittuja tekstejä on {texts}. Malli voi erehtyä: tarkista lähteistä.',
  'summary.inHouse.off': 'Tehty talon sisällä {texts, plural, one {yhdestä tekstistä} other {# tekstistä}}. Mitään ei lähetetty muualle.',
  'summary.inHouse.failed':
    'Malli ei vastannut käyttökelpoisesti, joten tämä on tehty talon sisällä {texts, plural, one {yhdestä tekstistä} other {# tekstistä}}.',
  'summary.inHouse.consent':
    'Tehty talon sisällä {texts, plural, one {yhdestä tekstistä} other {# tekstistä}}: yhtäkään ei saa lähettää mallille.',
  'summary.inHouse.none': 'Näillä rajauksilla ei ole tekstejä, joista tehdä yhteenveto.',
  'summary.withheld':
    '{withheld, plural, one {Yhtä tekstiä} other {# tekstiä}} ei lähetetty, koska asiakas ei ole antanut siihen suostumusta.',
  'summary.basedOn': 'Lähteet: {count, plural, one {yksi teksti} other {# tekstiä}}',
  'summary.figures': 'Lukuina, talon sisällä laskettuna',
  'summary.theme': '{texts, plural, one {yksi teksti} other {# tekstiä}}, kielteisiä {negative}, myönteisiä {positive}',
  'summary.bitter': 'Kielteisin:',
  'summary.glad': 'Myönteisin:',
  'summary.keywords': 'Yleisimmät sanat: {words}',
  'summary.sent': 'Mitä mallille on lähetetty',
  'summary.sentNothing': 'Mallille ei ole lähetetty mitään 30 päivään.',
  'summary.purpose.summary': 'yhteenveto',
  'summary.purpose.theme-name': 'teeman nimi',
  'summary.problem': 'Ei onnistunut: {problem}',
  'summary.asSent': 'Lähetetty sanasta sanaan',
  'summary.answer': 'Vastaus',
}
