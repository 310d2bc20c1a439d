import { useNavigate, useSearch } from '@tanstack/react-router'
import { useWords } from '../../i18n/useWords.ts'
import { Failed } from '../../shell/Failed.tsx'
import { FeedbackFrame } from '../FeedbackFrame.tsx'
import { DRIVER_SORTS, type ScoresAddress } from '../scoresAddress.ts'
import { Drivers } from './Drivers.tsx'
import { Experience } from './Experience.tsx'
import { GroupTable } from './GroupTable.tsx'
import { Headline } from './Headline.tsx'
import { Levels } from './Levels.tsx'
import { ScoreFilters } from './ScoreFilters.tsx'
import { TrendFigure } from './TrendFigure.tsx'
import { useScores, useSpan } from './useScores.ts'
import '../../journey/analysis/analysis.css'
import './scores.css'

/** What a change of the address may take away. */
export type Change = (next: { [Name in keyof ScoresAddress]?: ScoresAddress[Name] | undefined }) => void

/** Scores over time and by group, the three levels, satisfaction beside experience, and what moves a score; each opens its answers. */
export function ScoresPage() {
  const { say, formats } = useWords()
  const address: ScoresAddress = useSearch({ from: '/feedback/scores' })
  const navigate = useNavigate()
  const span = useSpan(address.days ?? 90)
  const { scores, levels, experience, drivers, chosen, narrowed } = useScores(address, span)
  const change: Change = (next) => {
    const search = Object.fromEntries(Object.entries({ ...address, ...next }).filter(([, value]) => value !== undefined))
    void navigate({ to: '/feedback/scores', search, replace: true, resetScroll: false })
  }
  const isTable = address.as === 'table'
  const choose = (asTable: boolean) => change({ as: asTable ? 'table' : undefined })
  const behind = { ...narrowed, ...span }
  const day = (at: string) => formats.plainDate(Date.parse(at))
  return (
    <FeedbackFrame title={say('places.scores')}>
      <ScoreFilters address={address} change={change} questions={scores.data?.questions ?? []} chosen={chosen} />
      {span && (
        <p className="faint">
          {say('scores.span', { from: day(span.since), to: day(new Date(Date.parse(span.until) - 1).toISOString()) })}
        </p>
      )}
      {scores.error && !scores.data ? (
        <Failed error={scores.error} retry={() => void scores.refetch()} />
      ) : scores.data === undefined ? (
        <p role="status">{say('feedback.loading')}</p>
      ) : chosen === undefined ? (
        <p>{say('scores.none')}</p>
      ) : (
        <div className="scores">
          <Headline question={chosen} behind={behind} />
          <TrendFigure question={chosen} behind={behind} isTable={isTable} choose={choose} />
          <GroupTable question={chosen} by={address.by ?? 'touchpoint'} of={address.of} behind={behind} />
          {levels.data && <Levels levels={levels.data.levels} behind={behind} />}
          {drivers.data && (
            <Drivers
              answer={drivers.data}
              sort={address.drivers ?? DRIVER_SORTS[0]}
              sorted={(sort) => change({ drivers: sort })}
              isTable={isTable}
              choose={choose}
              behind={behind}
            />
          )}
          {experience.data && <Experience answer={experience.data} behind={behind} />}
          <p className="faint">{say('scores.trademark')}</p>
        </div>
      )}
    </FeedbackFrame>
  )
}
