type About = 'invitation' | 'password'

const TEXTS: Readonly<Record<string, Record<About, (name: string, link: string) => { subject: string; text: string }>>> = {
  fi: {
    invitation: (name, link) => ({
      subject: 'Tervetuloa Polkuun',
      text: `Hei ${name},\n\nsinulle on avattu pääsy Polkuun. Valitse salasana tästä linkistä seitsemän päivän kuluessa:\n\n${link}\n\nLinkki toimii yhden kerran.\n`,
    }),
    password: (name, link) => ({
      subject: 'Uusi salasana Polkuun',
      text: `Hei ${name},\n\nvalitse uusi salasana tästä linkistä tunnin kuluessa:\n\n${link}\n\nJos et pyytänyt linkkiä, sinun ei tarvitse tehdä mitään. Salasanasi on ennallaan.\n`,
    }),
  },
  sv: {
    invitation: (name, link) => ({
      subject: 'Välkommen till Polku',
      text: `Hej ${name}!\n\nDu har fått tillgång till Polku. Välj ett lösenord via länken inom sju dagar:\n\n${link}\n\nLänken fungerar en gång.\n`,
    }),
    password: (name, link) => ({
      subject: 'Nytt lösenord till Polku',
      text: `Hej ${name}!\n\nVälj ett nytt lösenord via länken inom en timme:\n\n${link}\n\nOm du inte bad om länken behöver du inte göra någonting. Ditt lösenord är oförändrat.\n`,
    }),
  },
  en: {
    invitation: (name, link) => ({
      subject: 'Welcome to Polku',
      text: `Hello ${name},\n\nyou have been given access to Polku. Choose a password by this link within seven days:\n\n${link}\n\nThe link works once.\n`,
    }),
    password: (name, link) => ({
      subject: 'A new password for Polku',
      text: `Hello ${name},\n\nchoose a new password by this link within an hour:\n\n${link}\n\nIf you did not ask for it, there is nothing to do. Your password is as it was.\n`,
    }),
  },
}

/** Subject and text of the mail that brings a link, in the language of whom it is for. */
export function linkMail(about: About, { name, language }: { name: string; language: string }, link: string) {
  return (TEXTS[language] ?? TEXTS['en']!)[about](name, link)
}
