import { useId, useState, type FormEvent } from 'react'
import { useWords } from '../i18n/useWords.ts'
import { Choice } from './Choice.tsx'
import { TONES, type MentionsAddress, type Tone } from './mentionAddress.ts'

type Change = (next: { [Name in keyof MentionsAddress]?: MentionsAddress[Name] | undefined }) => void

/** Which mentions are to be shown; each filter stands in the address. */
export function MentionFilters({ address, change, sources }: { address: MentionsAddress; change: Change; sources: readonly string[] }) {
  const { say } = useWords()
  const truth = (yes: string, no: string) => [['true', yes] as const, ['false', no] as const]
  return (
    <search className="cases-filters" aria-label={say('mentions.filters')}>
      <WordsField key={address.words} text={address.words ?? ''} change={(words) => change({ words })} />
      <Choice
        label={say('mentions.source')}
        value={address.source}
        options={sources.map((source) => [source, source])}
        change={(source) => change({ source })}
      />
      <Choice
        label={say('mentions.stars')}
        value={address.stars}
        options={[5, 4, 3, 2, 1].map((stars) => [stars, say('mentions.starsCount', { stars })])}
        change={(stars) => change({ stars: stars === undefined ? undefined : Number(stars) })}
      />
      <Choice
        label={say('answers.sentiment')}
        value={address.tone}
        options={TONES.map((tone) => [tone, say(`mentions.tone.${tone}`)])}
        change={(tone) => change({ tone: tone as Tone | undefined })}
      />
      <Choice
        label={say('answers.customer')}
        value={address.known}
        options={truth(say('mentions.known'), say('mentions.nobody'))}
        change={(known) => change({ known: known as MentionsAddress['known'] })}
      />
      <Choice
        label={say('answers.state')}
        value={address.handled}
        options={truth(say('mentions.handled'), say('mentions.open'))}
        change={(handled) => change({ handled: handled as MentionsAddress['handled'] })}
      />
    </search>
  )
}

/** Asks when it is sent or left. */
function WordsField({ text, change }: { text: string; change: (next: string | undefined) => void }) {
  const { say } = useWords()
  const id = useId()
  const [typed, setTyped] = useState(text)
  const send = () => {
    if (typed.trim() !== text) change(typed.trim() || undefined)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <form className="cases-filter" onSubmit={submit}>
      <label className="faint" htmlFor={id}>
        {say('mentions.words')}
      </label>
      <input
        id={id}
        type="search"
        className="choice"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={send}
      />
    </form>
  )
}
