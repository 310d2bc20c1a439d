import { useEffect, useRef, useState } from 'react'
import { wordsIn } from '../../../domain/feedback/asked.ts'
import { QUESTION_KINDS } from '../../../domain/feedback/question.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useCarry } from '../../journey/editor/useCarry.ts'
import { useUndo } from '../../shell/Undo.tsx'
import { useEditing } from './editing.ts'
import { addQuestion, duplicateQuestion, moveQuestion, removeQuestion } from './edits.ts'
import { QuestionCard } from './QuestionCard.tsx'

const MOST = 30

/** The questions in their order; carried by mouse or finger, moved by the arrow keys. */
export function Questions() {
  const { say, language } = useWords()
  const { content, mayEdit, change, chosen, choose, survey, faultAt } = useEditing()
  const { questions } = content
  const offer = useUndo()
  const [told, setTold] = useState('')
  const handles = useRef(new Map<string, HTMLButtonElement>())
  const moved = useRef<string | null>(null)
  const titleOf = (key: string) =>
    wordsIn(questions.find((question) => question.key === key)?.title, language, content) || say('survey.untitled')
  const move = (key: string, to: number) => {
    moved.current = key
    change((from) => moveQuestion(from, key, to))
    const place = Math.max(0, Math.min(questions.length - 1, to)) + 1
    setTold(say('survey.moved', { title: titleOf(key), place }))
  }
  // What moves in the list loses the focus; who moves by keyboard goes on.
  useEffect(() => {
    if (moved.current !== null && document.activeElement === document.body) handles.current.get(moved.current)?.focus()
    moved.current = null
  })
  const { carried, begin } = useCarry((key, { before }) => {
    const rest = questions.filter((question) => question.key !== key)
    move(key, before === null ? rest.length : rest.findIndex((question) => question.key === before))
  })
  const latest = useRef(survey)
  useEffect(() => {
    latest.current = survey
  })
  const remove = (key: string) => {
    const [question, at] = [questions.find((each) => each.key === key)!, questions.findIndex((each) => each.key === key)]
    const before = content
    choose(null)
    change((from) => removeQuestion(from, key))
    offer({
      text: say('survey.deleted', { title: titleOf(key) }),
      undo: async () => {
        const { undo, now } = latest.current
        // Nothing else was done since: all is as it was; else the question comes back where it stood.
        if (now.content.questions.length === before.questions.length - 1 && undo) undo()
        else change((from) => ({ ...from, questions: from.questions.toSpliced(at, 0, question) }))
        await Promise.resolve()
      },
    })
  }
  return (
    <section className="survey-section" aria-labelledby="survey-questions">
      <h2 id="survey-questions" tabIndex={-1}>
        {say('survey.questions')}
      </h2>
      {questions.length === 0 && <p className="survey-wrong">{faultAt('questions') ?? say('survey.noQuestions')}</p>}
      <ol className="survey-cards" data-stage="questions" data-carrying={carried !== null}>
        {questions.map((question, index) => (
          <QuestionCard
            key={question.key}
            question={question}
            index={index}
            isCarried={carried?.key === question.key}
            isTarget={carried?.over?.before === question.key}
            handle={(handle) => {
              if (handle) handles.current.set(question.key, handle)
              else handles.current.delete(question.key)
            }}
            carry={(event) => begin(question.key, event)}
            move={(by) => move(question.key, index + by)}
            duplicate={() => change((from) => duplicateQuestion(from, question.key))}
            remove={() => remove(question.key)}
          />
        ))}
      </ol>
      <p className="hidden" role="status">
        {told}
      </p>
      {mayEdit && questions.length < MOST && (
        <details className="survey-add">
          <summary>{say('survey.addQuestion')}</summary>
          {chosen !== null && <p className="faint">{say('survey.afterChosen')}</p>}
          <ul>
            {QUESTION_KINDS.map((kind) => (
              <li key={kind}>
                <button
                  type="button"
                  className="survey-kind"
                  onClick={(event) => {
                    const at = questions.findIndex(({ key }) => key === chosen)
                    const after = at < 0 ? questions.length - 1 : at
                    const next = addQuestion(content, kind, after)
                    change(() => next)
                    choose(next.questions[after + 1]!.key)
                    event.currentTarget.closest('details')?.removeAttribute('open')
                  }}
                >
                  {say(`survey.kind.${kind}`)}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {carried && (
        <div className="survey-ghost" style={{ transform: `translate(${carried.x + 12}px, ${carried.y + 12}px)` }} aria-hidden="true">
          {titleOf(carried.key)}
        </div>
      )}
    </section>
  )
}
