import { useEffect, useId, useRef, useState } from 'react'
import { LEVELS, type Level } from '../../domain/feedback/question.ts'
import { useTeams } from '../employee/useTeams.ts'
import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { BANDS, bandOf, PERIODS, STATES, type AnswersAddress, type Band, type ResponseState } from './address.ts'
import { Choice } from './Choice.tsx'
import { namedOptions } from './namedOptions.ts'
import { tellMetric } from './tell.ts'
import { useSurveys } from './useSurveys.ts'
import { useThemeNames } from './themes/useThemes.ts'

type Change = (next: { [Name in keyof AnswersAddress]?: AnswersAddress[Name] | undefined }) => void

/** So long, in ms, a pause in typing is before the list is asked anew. */
const PAUSE = 300
/** What unfolds, and stays so while one of them is set. */
const MORE = ['level', 'channel', 'journey', 'team', 'sentiment', 'text', 'part'] as const

/** Which responses are to be shown; each filter stands in the address. */
export function AnswerFilters({ address, change }: { address: AnswersAddress; change: Change }) {
  const nameOfTheme = useThemeNames(address.theme !== undefined)
  const words = useWords()
  const { say, formats } = words
  const names = useOrganisation().data?.names
  const surveys = useSurveys()
  const teams = useTeams()
  const band = bandOf(address)
  const named = (keys: Record<string, unknown> | undefined, tell: (key: string) => string) => namedOptions(keys, tell, formats.locale)
  const own = { metric: tellMetric(address.metric ?? '', words), from: address.scoreFrom ?? '', to: address.scoreTo ?? '' }
  const { since, until } = address
  const hasMore = MORE.some((name) => address[name] !== undefined)
  return (
    <search className="cases-filters" aria-label={say('answers.filters')}>
      <WordsFilter text={address.words ?? ''} change={(text) => change({ words: text })} />
      <Choice
        label={say('answers.survey')}
        value={address.survey}
        options={surveys.data?.items.map(({ key, name }) => [key, name]) ?? []}
        change={(survey) => change({ survey, version: undefined })}
      />
      <Choice
        label={say('answers.band')}
        value={band ?? undefined}
        options={[
          ...(band === 'own' ? [['own', say('answers.band.own', own)] as const] : []),
          ...(Object.keys(BANDS) as Band[]).map((each) => [each, say(`answers.band.${each}`)] as const),
        ]}
        change={(next) => change(BANDS[next as Band] ?? { metric: undefined, scoreFrom: undefined, scoreTo: undefined })}
      />
      <Choice
        label={say('answers.state')}
        value={address.handled}
        options={STATES.map((each) => [each, say(`answers.state.${each}`)])}
        change={(handled) => change({ handled: handled as ResponseState | undefined })}
      />
      <Choice
        label={say('answers.touchpoint')}
        value={address.touchpoint}
        options={named(names?.touchpoints, words.touchpoint)}
        change={(touchpoint) => change({ touchpoint })}
      />
      <Choice
        label={say('answers.period')}
        value={address.days}
        options={PERIODS.map((days) => [days, say(`answers.period.${days}`)])}
        change={(days) => change({ days: PERIODS.find((each) => String(each) === days), since: undefined, until: undefined })}
        {...(since !== undefined && {
          none: say('answers.span', {
            from: formats.plainDate(Date.parse(since)),
            to: until === undefined ? '' : formats.plainDate(Date.parse(until) - 1),
          }),
        })}
      />
      <details open={hasMore || undefined} className="customers-more">
        <summary>{say('customers.moreFilters')}</summary>
        <div className="cases-filters">
          <Choice
            label={say('answers.level')}
            value={address.level}
            options={LEVELS.map((each) => [each, say(`answers.level.${each}`)])}
            change={(level) => change({ level: level as Level | undefined })}
          />
          <Choice
            label={say('answers.journey')}
            value={address.journey}
            options={named(names?.journeys, words.journey)}
            change={(journey) => change({ journey })}
          />
          <Choice
            label={say('answers.channel')}
            value={address.channel}
            options={named(names?.channels, words.channel)}
            change={(channel) => change({ channel })}
          />
          <Choice
            label={say('answers.team')}
            value={address.team}
            options={teams.data?.teams.map(({ key }) => [key, words.team(key)]) ?? []}
            change={(team) => change({ team })}
          />
          <Choice
            label={say('answers.sentiment')}
            value={address.sentiment}
            options={(['negative', 'neutral', 'positive'] as const).map((each) => [each, say(`answers.sentiment.${each}`)])}
            change={(sentiment) => change({ sentiment: sentiment as AnswersAddress['sentiment'] })}
          />
          {(['text', 'part'] as const).map((name) => (
            <label key={name} className="cases-tick">
              <input
                type="checkbox"
                checked={address[name] !== undefined}
                onChange={(event) => change({ [name]: event.currentTarget.checked ? 'true' : undefined })}
              />
              {say(name === 'text' ? 'answers.withText' : 'answers.inPart')}
            </label>
          ))}
        </div>
      </details>
      {address.theme !== undefined && <p className="feedback-chip">{say('answers.theme', { theme: nameOfTheme(address.theme) })}</p>}
      {address.attribute !== undefined && (
        <p className="feedback-chip">{say('answers.attribute', { attribute: address.attribute.replace('=', ': ') })}</p>
      )}
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

/** Words that are looked for; asks once typing pauses. */
export function WordsFilter({ text, change }: { text: string; change: (next: string | undefined) => void }) {
  const { say } = useWords()
  const id = useId()
  const [typed, setTyped] = useState(text)
  const asked = useRef(text)
  const latest = useRef(change)
  useEffect(() => {
    latest.current = change
  })
  useEffect(() => {
    // The address may be changed from elsewhere: by a link, or by taking all filters away.
    if (text === asked.current) return
    asked.current = text
    setTyped(text)
  }, [text])
  useEffect(() => {
    if (typed.trim() === asked.current) return
    const timer = setTimeout(() => {
      asked.current = typed.trim()
      latest.current(typed.trim() || undefined)
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <div className="cases-filter">
      <label className="faint" htmlFor={id}>
        {say('answers.words')}
      </label>
      <input id={id} type="search" className="choice" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
    </div>
  )
}
