import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { postSurveyState } from '../../../api/survey.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { PARTS } from '../surveyAddress.ts'
import { useAct } from '../useAct.ts'
import { useEditing } from './editing.ts'

/** A part is the one that is shown when its whole address is. */
const HERE = { exact: true, includeSearch: true } as const

/** What a survey is called and how it stands; starts, pauses and ends it, takes steps back, and leads to its parts. */
export function Head() {
  const { say } = useWords()
  const { survey, mayEdit } = useEditing()
  const { kept, keeping, undo, redo, faults, problems, now } = survey
  return (
    <header className="survey-head">
      <p className="faint">
        <Link to="/feedback/surveys">{say('survey.all')}</Link>
      </p>
      <div className="survey-bar">
        <h2>{now.name}</h2>
        <span className="case-mark">{say(`surveys.state.${kept.state}`)}</span>
        <Link to="/feedback" search={{ survey: kept.key }}>
          {say('survey.answers', { count: kept.responses })}
        </Link>
      </div>
      <p>{say(`survey.told.${kept.state}`, { version: kept.version })}</p>
      {mayEdit && <States />}
      <nav className="cases-tabs" aria-label={say('survey.parts')}>
        {PARTS.map((each) => (
          <Link
            key={each}
            to="/feedback/surveys/$survey"
            params={{ survey: kept.key }}
            search={each === 'questions' ? {} : { part: each }}
            activeOptions={HERE}
            resetScroll={false}
          >
            {say(`survey.part.${each}`)}
          </Link>
        ))}
      </nav>
      <div className="survey-bar survey-keep">
        {mayEdit && (
          <>
            <Button variant="default" size="compact-sm" aria-disabled={!undo} data-disabled={!undo || undefined} onClick={() => undo?.()}>
              {say('survey.undo')}
            </Button>
            <Button variant="default" size="compact-sm" aria-disabled={!redo} data-disabled={!redo || undefined} onClick={() => redo?.()}>
              {say('survey.redo')}
            </Button>
          </>
        )}
        <span className={keeping === 'faulty' ? 'survey-wrong' : 'faint'} role="status">
          {mayEdit ? say(`survey.keeping.${keeping}`, { count: faults.length || problems.length }) : say('survey.readOnly')}
        </span>
      </div>
      {keeping === 'conflict' && (
        <div className="survey-conflict" role="alert">
          <p>{say('survey.conflict')}</p>
          <div className="survey-acts">
            <Button variant="default" onClick={() => void survey.takeTheirs()}>
              {say('survey.takeTheirs')}
            </Button>
            <Button variant="default" onClick={() => void survey.keepMine()}>
              {say('survey.keepMine')}
            </Button>
          </div>
        </div>
      )}
    </header>
  )
}

/** Starts, pauses and ends a survey; ending cannot be taken back, so it is asked twice. */
function States() {
  const { say } = useWords()
  const { survey } = useEditing()
  const { kept, follow, keeping } = survey
  const { attempt, isBusy, wrong } = useAct(['surveys'])
  const [isEnding, setEnding] = useState(false)
  const set = (state: 'live' | 'paused' | 'ended') =>
    void attempt(async () => {
      follow(await call(postSurveyState, { params: { key: kept.key }, body: { state, revision: kept.revision } }))
      setEnding(false)
    })
  if (kept.state === 'ended') return null
  const isStill = isBusy || keeping === 'waiting' || keeping === 'conflict'
  return (
    <>
      <div className="survey-acts">
        {kept.state !== 'live' && (
          <Button size="compact-md" disabled={isStill || kept.version === 0} onClick={() => set('live')}>
            {say(kept.state === 'paused' ? 'survey.resume' : 'survey.start')}
          </Button>
        )}
        {kept.version === 0 && <span className="faint">{say('survey.startFirst')}</span>}
        {kept.state === 'live' && (
          <Button size="compact-md" variant="default" disabled={isStill} onClick={() => set('paused')}>
            {say('survey.pause')}
          </Button>
        )}
        {kept.version > 0 && (
          <Button size="compact-md" variant="default" aria-expanded={isEnding} disabled={isStill} onClick={() => setEnding(!isEnding)}>
            {say('survey.end')}
          </Button>
        )}
      </div>
      {isEnding && (
        <div className="survey-conflict">
          <p>{say('survey.endSure')}</p>
          <div className="survey-acts">
            <Button size="compact-md" disabled={isStill} onClick={() => set('ended')}>
              {say('survey.endYes')}
            </Button>
            <Button size="compact-md" variant="default" onClick={() => setEnding(false)}>
              {say('survey.endNo')}
            </Button>
          </div>
        </div>
      )}
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
    </>
  )
}
