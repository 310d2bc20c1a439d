import { Button } from '@mantine/core'
import type { Condition } from '../../../domain/feedback/question.ts'
import { wordsIn } from '../../../domain/feedback/asked.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useEditing } from './editing.ts'
import { conditionAs, firstCondition, offersOf, type Offer } from './edits.ts'

interface Props {
  legend: string
  /** What holds without any condition. */
  none: string
  conditions: readonly Condition[]
  /** How many of the first questions it may depend on. */
  before: number
  field: string
  change: (conditions: Condition[]) => void
}

const MOST = 10

/** Conditions on earlier questions, each a sentence of choices; only what can be answered there is offered. */
export function Conditions({ legend, none, conditions, before, field, change }: Props) {
  const { say } = useWords()
  const { content, faultAt } = useEditing()
  const offers = offersOf(content, before)
  const last = offers.at(-1)
  return (
    <fieldset className="survey-conditions">
      <legend>{legend}</legend>
      {conditions.length === 0 && <p className="faint">{none}</p>}
      {conditions.map((condition, index) => (
        <div key={index} className="survey-condition">
          <OneCondition
            condition={condition}
            offers={offers}
            change={(next) => change(conditions.map((each, place) => (place === index ? next : each)))}
          />
          <button type="button" className="text-link" onClick={() => change(conditions.filter((_, place) => place !== index))}>
            {say('survey.removeCondition')}
          </button>
          {faultAt(`${field}.${index}`) !== null && <p className="survey-wrong">{faultAt(`${field}.${index}`)}</p>}
        </div>
      ))}
      {last !== undefined && conditions.length < MOST && (
        <Button variant="default" size="compact-sm" onClick={() => change([...conditions, firstCondition(last)])}>
          {say('survey.addCondition')}
        </Button>
      )}
    </fieldset>
  )
}

function OneCondition({
  condition,
  offers,
  change,
}: {
  condition: Condition
  offers: readonly Offer[]
  change: (next: Condition) => void
}) {
  const { say, language } = useWords()
  const { content } = useEditing()
  const offer = offers.find(({ question }) => question.key === condition.question)
  const options: Condition['is'][] = [
    ...(offer?.scores ? (['at-most', 'at-least'] as const) : []),
    ...(offer && offer.values.length > 0 ? (['any-of', 'none-of'] as const) : []),
    'answered',
    'unanswered',
  ]
  return (
    <>
      <select
        className="choice"
        aria-label={say('survey.conditionQuestion')}
        value={condition.question}
        onChange={(event) => {
          const next = offers.find(({ question }) => question.key === event.currentTarget.value)
          if (next) change(firstCondition(next))
        }}
      >
        {offer === undefined && <option value={condition.question}>{condition.question}</option>}
        {offers.map(({ question }) => (
          <option key={question.key} value={question.key}>
            {wordsIn(question.title, language, content) || say('survey.untitled')}
          </option>
        ))}
      </select>
      <select
        className="choice"
        aria-label={say('survey.conditionIs')}
        value={condition.is}
        onChange={(event) =>
          offer && change(conditionAs({ question: condition.question, is: event.currentTarget.value as Condition['is'] }, condition, offer))
        }
      >
        {!options.includes(condition.is) && <option value={condition.is}>{say(`survey.is.${condition.is}`)}</option>}
        {options.map((is) => (
          <option key={is} value={is}>
            {say(`survey.is.${is}`)}
          </option>
        ))}
      </select>
      {'value' in condition && offer?.scores && (
        <select
          className="choice"
          aria-label={say('survey.conditionValue')}
          value={condition.value}
          onChange={(event) => change({ ...condition, value: Number(event.currentTarget.value) })}
        >
          {Array.from({ length: offer.scores.to - offer.scores.from + 1 }, (_, index) => offer.scores!.from + index).map((score) => (
            <option key={score} value={score}>
              {score}
            </option>
          ))}
        </select>
      )}
      {'values' in condition && offer && (
        <span className="survey-values" role="group" aria-label={say('survey.conditionValue')}>
          {offer.values.map(({ key, text }) => (
            <label key={key} className="cases-tick">
              <input
                type="checkbox"
                checked={condition.values.includes(key)}
                onChange={(event) =>
                  change({
                    ...condition,
                    values: event.currentTarget.checked ? [...condition.values, key] : condition.values.filter((each) => each !== key),
                  })
                }
              />
              {wordsIn(text, language, content) || key}
            </label>
          ))}
        </span>
      )}
    </>
  )
}
