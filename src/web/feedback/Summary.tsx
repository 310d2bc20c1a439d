import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { postSummary, type SummaryJson, type ThemeSummaryJson } from '../../api/voiceSummary.ts'
import { useSession } from '../access/useSession.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { nameOfTheme } from './nameOfTheme.ts'
import { SentToModel } from './SentToModel.tsx'
import './summary.css'

interface Props {
  /** Which texts are summed up. */
  asked: Omit<z.input<typeof postSummary.body>, 'answerIn'>
}

/** Sums up the texts chosen when asked to: in words of a model where there is one, and always in figures and sentences of our own. */
export function Summary({ asked }: Props) {
  const { say, formats } = useWords()
  const role = useSession().data?.me?.role
  const answerIn = (['fi', 'sv'] as const).find((language) => formats.locale.startsWith(language)) ?? 'en'
  const summing = useMutation({ mutationFn: () => call(postSummary, { body: { ...asked, answerIn } }) })
  if (role === undefined || role === 'viewer') return null
  return (
    <section className="summary" aria-label={say('summary.title')}>
      <Button variant="default" size="compact-sm" loading={summing.isPending} onClick={() => summing.mutate()}>
        {say('summary.make')}
      </Button>
      <div aria-live="polite" className="summary">
        {summing.isPending && <p className="faint">{say('summary.making')}</p>}
        {summing.error && <Failed error={summing.error} retry={() => summing.mutate()} />}
        {summing.data && !summing.isPending && <Made summary={summing.data} />}
      </div>
      {role !== 'agent' && <SentToModel latest={summing.submittedAt} />}
    </section>
  )
}

function Made({ summary }: { summary: SummaryJson }) {
  const { say } = useWords()
  const { summary: words, why, engine, texts, sent, withheld, basedOn, themes, keywords } = summary
  return (
    <>
      <h2>{say('summary.title')}</h2>
      <p className="faint">
        {why === null ? say('summary.byModel', { model: engine ?? '', sent, texts }) : say(`summary.inHouse.${why}`, { texts })}
        {why !== 'none' && withheld > 0 && ` ${say('summary.withheld', { withheld })}`}
      </p>
      {words !== null && (
        <>
          <p className="summary-words">{words}</p>
          <details>
            <summary>{say('summary.basedOn', { count: basedOn.length })}</summary>
            <ol className="summary-texts">
              {basedOn.map(({ number, text }) => (
                <li key={number} value={number}>
                  {text}
                </li>
              ))}
            </ol>
          </details>
          {themes.length > 0 && <h3>{say('summary.figures')}</h3>}
        </>
      )}
      {themes.length > 0 && (
        <ul className="summary-themes">
          {themes.map((theme) => (
            <ThemeLine key={theme.theme} theme={theme} />
          ))}
        </ul>
      )}
      {keywords.length > 0 && <p>{say('summary.keywords', { words: keywords.map(({ word }) => word).join(', ') })}</p>}
    </>
  )
}

function ThemeLine({ theme }: { theme: ThemeSummaryJson }) {
  const words = useWords()
  const { say } = words
  const { texts, negative, positive, bitter, glad } = theme
  return (
    <li>
      <p>
        <strong>{nameOfTheme(theme, words)}</strong> – {say('summary.theme', { texts, negative, positive })}
      </p>
      {bitter && (
        <blockquote data-mood="bitter">
          <span className="faint">{say('summary.bitter')}</span> {bitter.sentence}
        </blockquote>
      )}
      {glad && (
        <blockquote data-mood="glad">
          <span className="faint">{say('summary.glad')}</span> {glad.sentence}
        </blockquote>
      )}
    </li>
  )
}
