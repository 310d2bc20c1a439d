import { useState } from 'react'
import { LEVELS, type Level, type Question } from '../../../domain/feedback/question.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Conditions } from './Conditions.tsx'
import { useEditing } from './editing.ts'
import { changeQuestion, fieldOf, orNone } from './edits.ts'
import { LineField, NumberField, OneField, TickField } from './Fields.tsx'
import { Options } from './Options.tsx'
import { wordsOfStatement } from './starters.ts'
import { TextsField } from './TextsField.tsx'

const LOOKS = ['faces', 'stars', 'numbers'] as const
const STATEMENT_KEYS = ['promise', 'like-me', 'trust', 'own'] as const

/** Everything about one question. */
export function QuestionFields({ question, index }: { question: Question; index: number }) {
  const { say } = useWords()
  const { change, faultAt } = useEditing()
  const at = fieldOf('questions', index)
  const set = (next: object, field?: string) =>
    change(
      (content) => changeQuestion(content, question.key, without({ ...question, ...next })),
      field === undefined ? undefined : `${question.key} ${field}`,
    )
  return (
    <div className="survey-fields">
      <TextsField label={say('survey.question')} texts={question.title} field={`${at}.title`} change={(title) => set({ title }, 'title')} />
      <KindFields question={question} at={at} set={set} />
      <TickField label={say('survey.required')} value={question.required} change={(required) => set({ required })} />
      {index === 0 ? (
        <p className="faint">{say('survey.conditionsFirst')}</p>
      ) : (
        <Conditions
          legend={say('survey.conditions')}
          none={say('survey.conditionsNone')}
          conditions={question.askedIf}
          before={index}
          field={`${at}.askedIf`}
          change={(askedIf) => set({ askedIf })}
        />
      )}
      <details className="survey-more" open={question.help !== undefined || undefined}>
        <summary>{say('survey.help')}</summary>
        <TextsField
          label={say('survey.help')}
          texts={question.help}
          field={`${at}.help`}
          most={2000}
          isLong
          change={(help) => set({ help: orNone(help) }, 'help')}
        />
      </details>
      <details className="survey-more" open={(faultAt(`${at}.metric`) ?? faultAt(`${at}.key`)) !== null || undefined}>
        <summary>{say('survey.more')}</summary>
        <div className="survey-row">
          {question.kind !== 'choice' && question.kind !== 'text' && question.kind !== 'consent' && (
            <LineField
              label={say('survey.metric')}
              hint={say('survey.metricHint')}
              fault={faultAt(`${at}.metric`)}
              value={question.metric ?? ''}
              most={60}
              placeholder={question.kind === 'meaning' ? `meaning-${question.statement}` : ''}
              change={(metric) => set({ metric: metric === '' && question.kind === 'meaning' ? undefined : metric }, 'metric')}
            />
          )}
          {'level' in question || ['nps', 'csat', 'ces', 'emotion', 'scale'].includes(question.kind) ? (
            <OneField
              label={say('survey.level')}
              value={('level' in question ? question.level : undefined) ?? ''}
              options={[['', say('survey.levelOwn')], ...LEVELS.map((level) => [level, say(`answers.level.${level}`)] as const)]}
              change={(level: Level | '') => set({ level: level === '' ? undefined : level })}
            />
          ) : null}
          <KeyField question={question} fault={faultAt(`${at}.key`)} set={(key) => set({ key })} />
        </div>
      </details>
    </div>
  )
}

/** The key, taken when the field is left: what depends on the question follows it. */
function KeyField({ question, fault, set }: { question: Question; fault: string | null; set: (key: string) => void }) {
  const { say } = useWords()
  const { choose } = useEditing()
  const [typed, setTyped] = useState(question.key)
  const leave = () => {
    if (typed === question.key) return
    set(typed)
    choose(typed)
  }
  return (
    <div onBlur={leave}>
      <LineField label={say('survey.key')} hint={say('survey.keyHint')} fault={fault} value={typed} most={40} change={setTyped} />
    </div>
  )
}

/** Fields that are not given are left out. */
function without(question: object): Question {
  return Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined)) as unknown as Question
}

interface KindProps {
  question: Question
  at: string
  set: (next: object, field?: string) => void
}

/** What a question of its kind has besides what all have. */
function KindFields({ question, at, set }: KindProps) {
  const { say } = useWords()
  const { content } = useEditing()
  switch (question.kind) {
    case 'nps':
      return <Ends question={question} at={at} set={set} />
    case 'csat':
      return (
        <OneField
          label={say('survey.look')}
          value={question.look}
          options={LOOKS.map((look) => [look, say(`survey.look.${look}`)])}
          change={(look) => set({ look })}
        />
      )
    case 'emotion':
      return (
        <Options
          legend={say('survey.feelings')}
          options={question.words}
          field={`${at}.words`}
          least={0}
          most={16}
          change={(words, field) => set({ words }, field)}
        />
      )
    case 'meaning':
      return (
        <OneField
          label={say('survey.statement')}
          value={question.statement}
          options={STATEMENT_KEYS.map((statement) => [statement, say(`survey.statement.${statement}`)])}
          change={(statement) => set({ statement, ...(statement !== 'own' && { title: wordsOfStatement(statement, content.languages) }) })}
        />
      )
    case 'scale':
      return (
        <>
          <ScaleFields question={question} at={at} set={set} />
          <Ends question={question} at={at} set={set} />
        </>
      )
    case 'choice':
      return (
        <>
          <Options
            legend={say('survey.options')}
            options={question.options}
            field={`${at}.options`}
            least={2}
            most={50}
            change={(options, field) => set({ options }, field)}
          />
          <div className="survey-row">
            <TickField label={say('survey.many')} value={question.many} change={(many) => set({ many })} />
            <TickField label={say('survey.other')} value={question.other} change={(other) => set({ other })} />
          </div>
        </>
      )
    case 'text':
      return <TickField label={say('survey.long')} value={question.long} change={(long) => set({ long })} />
    case 'consent':
      return <TickField label={say('survey.contact')} value={question.contact} change={(contact) => set({ contact })} />
    default:
      return null
  }
}

function ScaleFields({ question, at, set }: KindProps & { question: Extract<Question, { kind: 'scale' }> }) {
  const { say } = useWords()
  const { faultAt } = useEditing()
  return (
    <div className="survey-row">
      <NumberField
        label={say('survey.from')}
        value={question.from}
        least={-10}
        most={1}
        change={(from) => from !== undefined && set({ from }, 'from')}
      />
      <NumberField
        label={say('survey.to')}
        value={question.to}
        least={2}
        most={100}
        fault={faultAt(`${at}.to`)}
        change={(to) => to !== undefined && set({ to }, 'to')}
      />
      <OneField
        label={say('survey.better')}
        value={question.better}
        options={(['high', 'low'] as const).map((end) => [end, say(`survey.better.${end}`)])}
        change={(better) => set({ better })}
      />
    </div>
  )
}

function Ends({ question, at, set }: KindProps & { question: Extract<Question, { kind: 'nps' | 'scale' }> }) {
  const { say } = useWords()
  return (
    <>
      <TextsField label={say('survey.low')} texts={question.low} field={`${at}.low`} change={(low) => set({ low: orNone(low) }, 'low')} />
      <TextsField
        label={say('survey.high')}
        texts={question.high}
        field={`${at}.high`}
        change={(high) => set({ high: orNone(high) }, 'high')}
      />
    </>
  )
}
