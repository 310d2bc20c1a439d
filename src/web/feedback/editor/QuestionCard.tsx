import { Button } from '@mantine/core'
import type { KeyboardEvent, PointerEvent, Ref } from 'react'
import { wordsIn } from '../../../domain/feedback/asked.ts'
import type { Question } from '../../../domain/feedback/question.ts'
import { useWords } from '../../i18n/useWords.ts'
import { nameLanguage, useEditing } from './editing.ts'
import { fieldOf } from './edits.ts'
import { QuestionFields } from './QuestionFields.tsx'

interface Props {
  question: Question
  index: number
  isCarried: boolean
  isTarget: boolean
  handle: Ref<HTMLButtonElement>
  carry: (event: PointerEvent) => void
  move: (by: number) => void
  duplicate: () => void
  remove: () => void
}

/** One question as a card: it is carried by its handle, opened to be written, duplicated and deleted. */
export function QuestionCard({ question, index, isCarried, isTarget, handle, carry, move, duplicate, remove }: Props) {
  const { say, language, formats } = useWords()
  const { content, mayEdit, chosen, choose, missing, faultAt } = useEditing()
  const { key } = question
  const isOpen = chosen === key
  const title = wordsIn(question.title, language, content) || say('survey.untitled')
  const at = fieldOf('questions', index)
  const lacking = [...new Set(missing.filter(({ field }) => field.startsWith(`${at}.`)).map((each) => each.language))]
  const isFaulty = faultAt(at) !== null
  const marks = [
    question.required && say('survey.mark.required'),
    question.askedIf.length > 0 && say('survey.mark.conditional'),
    lacking.length > 0 &&
      say('survey.mark.missing', { languages: formats.list(lacking.map((each) => nameLanguage(each, formats.locale))) }),
  ].filter(Boolean)
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    move(by)
  }
  return (
    <li className="survey-card" data-card={key} data-carried={isCarried} data-target={isTarget} data-wrong={isFaulty}>
      <div className="survey-card-head">
        {mayEdit && (
          <button
            ref={handle}
            type="button"
            className="survey-handle"
            aria-label={say('survey.move', { title })}
            title={say('survey.moveHint')}
            onPointerDown={carry}
            onKeyDown={press}
          >
            <span aria-hidden="true">⠿</span>
          </button>
        )}
        <h3>
          <button type="button" className="survey-open" aria-expanded={isOpen} onClick={() => choose(isOpen ? null : key)}>
            <span className="faint">
              {index + 1}. {say(`survey.kind.${question.kind}`)}
            </span>
            <span className="survey-card-title">{title}</span>
            {(marks.length > 0 || isFaulty) && (
              <span className="faint">
                {isFaulty && <strong className="survey-wrong">{say('survey.mark.faulty')} </strong>}
                {marks.join(' · ')}
              </span>
            )}
          </button>
        </h3>
      </div>
      {isOpen && (
        <fieldset className="survey-card-body" disabled={!mayEdit}>
          <legend className="hidden">{title}</legend>
          <QuestionFields question={question} index={index} />
          {mayEdit && (
            <div className="survey-acts">
              <Button variant="default" size="compact-sm" disabled={index === 0} onClick={() => move(-1)}>
                {say('survey.earlier')}
              </Button>
              <Button variant="default" size="compact-sm" disabled={index === content.questions.length - 1} onClick={() => move(1)}>
                {say('survey.later')}
              </Button>
              <Button variant="default" size="compact-sm" onClick={duplicate}>
                {say('survey.duplicate')}
              </Button>
              <Button variant="default" size="compact-sm" onClick={remove}>
                {say('survey.delete')}
              </Button>
            </div>
          )}
        </fieldset>
      )}
    </li>
  )
}
