import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { readFormbricks } from '../../api/formbricks.ts'
import { postSurvey } from '../../api/survey.ts'
import { MOMENTS, TEMPLATES } from '../../domain/feedback/templates.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { keyOf } from '../journey/editor/names.ts'
import { useAct } from './useAct.ts'
import { readSurveyFile } from './readSurveyFile.ts'
import { newQuestion } from './editor/starters.ts'

type Made = z.input<typeof postSurvey.body>

/** Beginnings of a new survey: a template of a moment, a file, or nothing. */
export function NewSurvey({ taken }: { taken: readonly string[] }) {
  const { say, language } = useWords()
  const navigate = useNavigate()
  const { attempt, isBusy, wrong, problems, status } = useAct(['surveys'])
  const [left, setLeft] = useState<{ key: string; unmapped: readonly { item: string; why: string }[] } | null>(null)
  const file = useRef<HTMLInputElement>(null)
  const make = (name: string, survey: Omit<Made, 'key' | 'name'>, wanted = name) =>
    void attempt(async () => {
      const body = { ...survey, name, key: keyOf(wanted, taken) }
      const { key } = await call(postSurvey, { body })
      await navigate({ to: '/feedback/surveys/$survey', params: { survey: key } })
    })
  const read = async (given: File | undefined) => {
    if (given === undefined) return
    const found = readSurveyFile(await given.text())
    setLeft(null)
    if (found === null) return void attempt(() => Promise.reject(new NoSurvey()))
    if ('formbricks' in found) return take(found.formbricks)
    const { name, content, plan } = found
    make(name ?? given.name.replace(/\.json$/i, ''), {
      content: content as Made['content'],
      ...(plan && { plan: plan as NonNullable<Made['plan']> }),
    })
  }
  const take = (formbricks: Record<string, unknown>) =>
    void attempt(async () => {
      const { key, name, content, left: unmapped } = await call(readFormbricks, { body: formbricks as never })
      await call(postSurvey, { body: { key, name, content } })
      if (unmapped.length > 0) setLeft({ key, unmapped })
      else await navigate({ to: '/feedback/surveys/$survey', params: { survey: key } })
    })
  const begin = () => {
    const languages = [language, ...['fi', 'sv', 'en'].filter((each) => each !== language)]
    const title = { fi: 'Kysely', sv: 'Enkät', en: 'Survey' }
    make(say('surveys.untitled'), { content: { languages, title, questions: [newQuestion('csat', 'csat', languages, new Set())] } })
  }
  return (
    <details className="surveys-new" open={taken.length === 0 || undefined}>
      <summary>{say('surveys.new')}</summary>
      <p className="faint">{say('surveys.newHint')}</p>
      <p role="alert" className="entry-wrong">
        {status === null && wrong !== null ? say('surveys.fileWrong') : wrong}
      </p>
      {problems.length > 0 && (
        <div role="alert">
          <p>{say('surveys.refused')}</p>
          <ul className="surveys-problems">
            {problems.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                <code>{field}</code> {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {left !== null && (
        <div role="status">
          <p>
            {say('surveys.unmapped')}{' '}
            <Link to="/feedback/surveys/$survey" params={{ survey: left.key }}>
              {say('surveys.openImported')}
            </Link>
          </p>
          <ul className="surveys-problems">
            {left.unmapped.map(({ item, why }) => (
              <li key={`${item} ${why}`}>
                <code>{item}</code> {why}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="survey-acts">
        <button type="button" className="text-link" disabled={isBusy} onClick={begin}>
          {say('surveys.empty.begin')}
        </button>
        <button type="button" className="text-link" disabled={isBusy} onClick={() => file.current?.click()}>
          {say('surveys.file')}
        </button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => {
            void read(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
      </div>
      {MOMENTS.map((moment) => (
        <section key={moment} aria-labelledby={`moment-${moment}`}>
          <h2 id={`moment-${moment}`}>{say(`surveys.moment.${moment}`)}</h2>
          <ul className="surveys-templates">
            {TEMPLATES.filter((template) => template.moment === moment).map(({ key, name, description, when, content, plan }) => (
              <li key={key}>
                <h3>{name[language]}</h3>
                <p>{description[language]}</p>
                <p className="faint">
                  {when[language]} {say('surveys.questions', { count: content.questions.length })}
                </p>
                <Button
                  variant="default"
                  size="compact-sm"
                  disabled={isBusy}
                  aria-label={say('surveys.useOf', { name: name[language] ?? key })}
                  onClick={() => make(name[language] ?? key, { content, plan }, key)}
                >
                  {say('surveys.use')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  )
}

/** A file that holds no survey. */
class NoSurvey extends Error {}
