/** What is said of lists, in Finnish. */
export const listWords = {
  'list.chosen': '{count, plural, one {# valittu} other {# valittua}}',
  'list.none': 'Poista valinta',
  'list.saveChosen': 'Tallenna valitut',
  'list.saveShown': 'Tallenna näkyvät',
  'list.all': 'Valitse kaikki näkyvät',
  'list.choose': 'Valitse {what}',
  'list.columns': 'Sarakkeet',
  'list.keys': 'Nuolet siirtävät, Enter avaa, välilyönti valitsee, Vaihto ja nuoli valitsevat monta, Ctrl A kaikki.',
  'list.state': 'Tila',
  'list.when': 'Milloin',
  'list.kind': 'Kitka',
  'list.severity': 'Vakavuus',
  'list.begun': 'Alkoi',
  'list.last': 'Viimeksi',
  'list.path': 'Polku',
} as const
