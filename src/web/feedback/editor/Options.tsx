import { Button } from '@mantine/core'
import type { Texts } from '../../../domain/feedback/question.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useEditing } from './editing.ts'
import { freeKey, newOption } from './starters.ts'
import { TextsField } from './TextsField.tsx'

interface Option {
  key: string
  text: Texts
}

interface Props {
  legend: string
  options: readonly Option[]
  field: string
  least: number
  most: number
  change: (options: Option[], field?: string) => void
}

/** What there is to choose among, in every language. */
export function Options({ legend, options, field, least, most, change }: Props) {
  const { say } = useWords()
  const { content, faultAt } = useEditing()
  const add = () => {
    const key = freeKey(`option-${options.length + 1}`, new Set(options.map((each) => each.key)))
    change([...options, newOption(key, options.length + 1, content.languages)])
  }
  return (
    <fieldset className="survey-options">
      <legend>{legend}</legend>
      {faultAt(field) !== null && <p className="survey-wrong">{faultAt(field)}</p>}
      <ol>
        {options.map((option, index) => (
          <li key={option.key}>
            <TextsField
              label={say('survey.option', { number: index + 1 })}
              texts={option.text}
              field={`${field}.${index}.text`}
              change={(text) =>
                change(
                  options.map((each, place) => (place === index ? { ...each, text } : each)),
                  `${field}.${index}`,
                )
              }
            />
            <span className="survey-acts">
              {index > 0 && (
                <button
                  type="button"
                  className="text-link"
                  onClick={() => change(options.toSpliced(index, 1).toSpliced(index - 1, 0, option))}
                >
                  {say('survey.earlier')}
                </button>
              )}
              {options.length > least && (
                <button
                  type="button"
                  className="text-link"
                  aria-label={say('survey.removeOption', { number: index + 1 })}
                  onClick={() => change(options.toSpliced(index, 1))}
                >
                  {say('survey.delete')}
                </button>
              )}
            </span>
          </li>
        ))}
      </ol>
      {options.length < most && (
        <Button variant="default" size="compact-sm" onClick={add}>
          {say('survey.addOption')}
        </Button>
      )}
    </fieldset>
  )
}
