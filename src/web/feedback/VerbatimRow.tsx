import { Link } from '@tanstack/react-router'
import type { VerbatimJson } from '../../api/verbatim.ts'
import { useWords } from '../i18n/useWords.ts'
import { nameOfTheme } from './nameOfTheme.ts'
import { stretchesOf } from './prepareThemes.ts'
import { tellAbout } from './tell.ts'
import { TeachRow } from './themes/TeachRow.tsx'

const MOODS = { '-1': 'bitter', '0': undefined, '1': 'glad' } as const

interface Props {
  verbatim: VerbatimJson
  names: ReadonlyMap<string, Readonly<Record<string, string>>>
  /** Whether themes may be taught with it. */
  mayTeach: boolean
}

/** One free text in its own language, its glad and bitter sentences marked, and what is known of it. */
export function VerbatimRow({ verbatim, names, mayTeach }: Props) {
  const words = useWords()
  const { say, formats } = words
  const { text, sentences, language, customer, name, at, label, sentiment, certainty, rated, themes } = verbatim
  const about = tellAbout(verbatim, words)
  const isOpposite = (label === 'positive' && rated === 'negative') || (label === 'negative' && rated === 'positive')
  const facts = [
    about,
    label === null
      ? say('said.notRead')
      : say(Math.abs(sentiment ?? 0) < 0.2 && label !== 'neutral' ? 'said.moodUnsure' : 'said.mood', {
          mood: say(`answers.sentiment.${label}`),
          certainty: formats.number(Math.round((certainty ?? 0) * 100)),
        }),
    rated === null ? '' : say('said.rated', { mood: say(`said.rated.${rated}`) }),
    isOpposite ? say('said.opposite') : '',
  ].filter(Boolean)
  return (
    <li className="said-row">
      <blockquote lang={language === null || language === 'other' ? undefined : language}>
        {stretchesOf(text, sentences).map((stretch, index) =>
          stretch.mood === 0 ? (
            stretch.text
          ) : (
            <mark key={index} data-mood={MOODS[stretch.mood]} title={say(`said.sentence.${MOODS[stretch.mood]!}`)}>
              {stretch.text}
            </mark>
          ),
        )}
      </blockquote>
      <p className="faint said-facts">
        <time dateTime={at}>{formats.moment(Date.parse(at))}</time>
        {customer === null ? (
          <span>{say('answers.nobody')}</span>
        ) : (
          <Link to="/customers/$customer" params={{ customer }} search={{}}>
            {name ?? customer}
          </Link>
        )}
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {themes.length > 0 && (
        <ul className="said-themes">
          {themes.map((each) => (
            <li key={each.theme} className="feedback-chip">
              {nameOfTheme({ theme: each.theme, names: names.get(each.theme) ?? {} }, words)}
              {each.sentiment <= -0.2 ? ' −' : each.sentiment >= 0.2 ? ' +' : ''}
            </li>
          ))}
        </ul>
      )}
      {mayTeach && <TeachRow verbatim={verbatim} />}
    </li>
  )
}
