import { Button } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useWords } from '../../i18n/useWords.ts'
import { nameLanguage, useEditing } from './editing.ts'
import { orNone } from './edits.ts'
import { LineField } from './Fields.tsx'
import { TextsField } from './TextsField.tsx'

const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/

/** What a survey is called, how it begins, and in which languages it is asked. */
export function Opening() {
  const { say, formats } = useWords()
  const { content, survey, mayEdit, change, faultAt } = useEditing()
  const [tag, setTag] = useState('')
  const { languages } = content
  const isNew = TAG.test(tag) && !languages.includes(tag)
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (!isNew) return
    change((from) => ({ ...from, languages: [...from.languages, tag] }))
    setTag('')
  }
  return (
    <section className="survey-section" aria-labelledby="survey-opening">
      <h2 id="survey-opening">{say('survey.opening')}</h2>
      <fieldset className="survey-fields" disabled={!mayEdit}>
        <legend className="hidden">{say('survey.opening')}</legend>
        <LineField
          label={say('survey.name')}
          value={survey.now.name}
          fault={faultAt('name')}
          change={(name) => survey.change((draft) => ({ ...draft, name }), 'name')}
        />
        <TextsField
          label={say('survey.shownTitle')}
          texts={content.title}
          field="title"
          change={(title) => change((from) => ({ ...from, title }), 'title')}
        />
        <TextsField
          label={say('survey.intro')}
          texts={content.intro}
          field="intro"
          most={2000}
          isLong
          change={(intro) =>
            change(({ intro: _before, ...from }) => {
              const next = orNone(intro)
              return next === undefined ? from : { ...from, intro: next }
            }, 'intro')
          }
        />
      </fieldset>
      <h3>{say('survey.languages')}</h3>
      <p className="faint">{say('survey.languagesHint')}</p>
      <ul className="survey-languages">
        {languages.map((language) => (
          <li key={language}>
            {nameLanguage(language, formats.locale)}
            {mayEdit && languages.length > 1 && (
              <button
                type="button"
                className="text-link"
                onClick={() => change((from) => ({ ...from, languages: from.languages.filter((each) => each !== language) }))}
              >
                {say('survey.removeLanguage', { language: nameLanguage(language, formats.locale) })}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <form className="survey-row" onSubmit={add}>
          <LineField label={say('survey.addLanguage')} value={tag} most={20} change={setTag} />
          <Button type="submit" variant="default" size="compact-md" disabled={!isNew}>
            {say('survey.add')}
          </Button>
        </form>
      )}
    </section>
  )
}
