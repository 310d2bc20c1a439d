import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { PERIODS } from './address.ts'
import { WordsFilter } from './AnswerFilters.tsx'
import { Choice } from './Choice.tsx'
import { namedOptions } from './namedOptions.ts'
import type { WordsAddress } from './wordsAddress.ts'

interface Props {
  address: WordsAddress
  /** Days looked at unless another stretch is chosen. */
  usual: number
  change: (next: { [Name in keyof WordsAddress]?: WordsAddress[Name] | undefined }) => void
}

/** Which free texts are to be shown; each filter stands in the address. */
export function WordsFilters({ address, usual, change }: Props) {
  const words = useWords()
  const { say, formats } = words
  const names = useOrganisation().data?.names
  const named = (keys: Record<string, unknown> | undefined, tell: (key: string) => string) => namedOptions(keys, tell, formats.locale)
  return (
    <search className="cases-filters" aria-label={say('said.filters')}>
      <WordsFilter text={address.words ?? ''} change={(text) => change({ words: text })} />
      <Choice
        label={say('answers.sentiment')}
        value={address.sentiment}
        options={(['negative', 'neutral', 'positive'] as const).map((each) => [each, say(`answers.sentiment.${each}`)])}
        change={(sentiment) => change({ sentiment: sentiment as WordsAddress['sentiment'] })}
      />
      <Choice
        label={say('answers.touchpoint')}
        value={address.touchpoint}
        options={named(names?.touchpoints, words.touchpoint)}
        change={(touchpoint) => change({ touchpoint })}
      />
      <Choice
        label={say('answers.language')}
        value={address.language}
        options={(['fi', 'sv', 'en', 'other'] as const).map((each) => [each, say(`said.language.${each}`)])}
        change={(language) => change({ language: language as WordsAddress['language'] })}
      />
      <Choice
        label={say('answers.period')}
        value={address.days}
        none={say(`answers.period.${usual as 90}`)}
        options={PERIODS.filter((days) => days !== usual).map((days) => [days, say(`answers.period.${days}`)])}
        change={(days) => change({ days: PERIODS.find((each) => String(each) === days) })}
      />
      {(['disagrees', 'mixed'] as const).map((name) => (
        <label key={name} className="cases-tick">
          <input
            type="checkbox"
            checked={address[name] !== undefined}
            onChange={(event) => change({ [name]: event.currentTarget.checked ? 'true' : undefined })}
          />
          {say(`said.${name}`)}
        </label>
      ))}
      {Object.keys(address).length > 0 && (
        <button
          type="button"
          className="text-link"
          onClick={() => change(Object.fromEntries(Object.keys(address).map((name) => [name, undefined])))}
        >
          {say('answers.clear')}
        </button>
      )}
    </search>
  )
}
