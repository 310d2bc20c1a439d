import { Button } from '@mantine/core'
import { useState } from 'react'
import { publishSurvey } from '../../../api/survey.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useAct } from '../useAct.ts'
import { nameLanguage, useEditing } from './editing.ts'
import { isSame, prepareDifferences, type Difference } from './prepareDifferences.ts'

/** Tells what publishing the draft changes, and publishes it. */
export function Publish() {
  const { say, language, formats } = useWords()
  const { survey, content, mayEdit } = useEditing()
  const { kept, keeping, follow } = survey
  const { attempt, isBusy, wrong } = useAct(['surveys'])
  const [done, setDone] = useState<number | null>(null)
  const { published, version } = kept
  const isNothing = published !== null && isSame(published, content)
  const differences = published === null ? [] : prepareDifferences(published, content, language)
  const publish = () =>
    void attempt(async () => {
      const next = await call(publishSurvey, { params: { key: kept.key }, body: { revision: kept.revision } })
      follow(next)
      setDone(next.version)
    })
  const tell = (difference: Difference) => {
    switch (difference.what) {
      case 'added':
      case 'removed':
      case 'changed':
        return say(`survey.diff.${difference.what}`, { title: difference.title })
      case 'languages':
        return say('survey.diff.languages', {
          languages: formats.list(difference.languages.map((each) => nameLanguage(each, formats.locale))),
        })
      default:
        return say(`survey.diff.${difference.what}`)
    }
  }
  return (
    <section className="survey-section" aria-labelledby="survey-publish">
      <h2 id="survey-publish">{say('survey.publish')}</h2>
      {published === null ? (
        <p>{say('survey.publishFirst')}</p>
      ) : isNothing ? (
        <p>{say('survey.publishSame', { version })}</p>
      ) : (
        <>
          <h3>{say('survey.publishWhat')}</h3>
          <ul className="survey-differences">
            {differences.map((difference) => (
              <li key={JSON.stringify(difference)}>
                {tell(difference)}
                {difference.what === 'changed' && difference.isNewSeries && (
                  <strong className="survey-series"> {say('survey.newSeries')}</strong>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="faint">{say('survey.publishHint')}</p>
      {keeping === 'faulty' && <p className="survey-wrong">{say('survey.publishMend')}</p>}
      {mayEdit && (
        <div className="survey-acts">
          <Button disabled={isBusy || isNothing || keeping !== 'kept' || kept.state === 'ended'} onClick={publish}>
            {say('survey.publishAs', { version: version + 1 })}
          </Button>
        </div>
      )}
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
      <p role="status" className="entry-done">
        {done !== null && done === version && say('survey.published', { version: done })}
      </p>
    </section>
  )
}
