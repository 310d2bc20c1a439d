import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { deleteSurvey, getSurveyVersion } from '../../../api/survey.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { fileName, saveFile } from '../../saveFile.ts'
import { ResponseFiles } from '../ResponseFiles.tsx'
import { useAct } from '../useAct.ts'
import { useEditing } from './editing.ts'

/** Published versions and their answers; each, and the draft with its plan, is saved as JSON. */
export function VersionsView() {
  const { say, formats } = useWords()
  const { survey, mayEdit } = useEditing()
  const { kept, now } = survey
  const { key } = kept
  const navigate = useNavigate()
  const { attempt, wrong, isBusy } = useAct(['surveys'])
  const save = (name: string, given: object) =>
    saveFile(new Blob([`${JSON.stringify(given, null, 2)}\n`], { type: 'application/json' }), fileName(name, 'json'))
  const remove = () =>
    void attempt(async () => {
      await call(deleteSurvey, { params: { key } })
      await navigate({ to: '/feedback/surveys' })
    })
  return (
    <section className="survey-section" aria-labelledby="versions">
      <h2 id="versions">{say('survey.part.versions')}</h2>
      {kept.versions.length === 0 && <p>{say('versions.none')}</p>}
      <ul className="survey-versions">
        {kept.versions.map(({ version, at, by, responses }) => (
          <li key={version}>
            <strong>{say('versions.number', { version })}</strong>
            <span className="faint">
              {by === null ? formats.moment(Date.parse(at)) : say('versions.by', { when: formats.moment(Date.parse(at)), name: by })}
            </span>
            <Link to="/feedback" search={{ survey: key, version }}>
              {say('survey.answers', { count: responses })}
            </Link>
            <button
              type="button"
              className="text-link"
              onClick={() =>
                void attempt(async () =>
                  save(`${key}-${version}`, {
                    name: kept.name,
                    content: await call(getSurveyVersion, { params: { key, version: version } }),
                  }),
                )
              }
            >
              {say('versions.exportOf', { version })}
            </button>
          </li>
        ))}
      </ul>
      <div className="survey-acts">
        <Button variant="default" size="compact-sm" onClick={() => save(key, { name: now.name, content: now.content, plan: now.plan })}>
          {say('versions.exportDraft')}
        </Button>
        {mayEdit && kept.version === 0 && (
          <Button variant="default" size="compact-sm" disabled={isBusy} onClick={remove}>
            {say('versions.delete')}
          </Button>
        )}
      </div>
      {kept.version > 0 && <ResponseFiles survey={key} />}
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
    </section>
  )
}
