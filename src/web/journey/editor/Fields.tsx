import { useId, useState, type ReactNode } from 'react'
import { isKey } from '../../../domain/journey/draft.ts'
import type { LocalName } from '../../../domain/touchpoint/definition.ts'
import { LANGUAGES } from '../../i18n/i18n.ts'
import { useWords } from '../../i18n/useWords.ts'
import { readLength, tellLength, UNITS, type Unit } from './lengths.ts'
import { nameIn, renamed } from './names.ts'

interface FieldProps {
  label: string
  hint?: string | undefined
  /** What is wrong with it; null = nothing. */
  fault?: string | null
}

function Field({ label, hint, fault, children }: FieldProps & { children: (id: string, described: string | undefined) => ReactNode }) {
  const id = useId()
  const described = hint || fault ? `${id}-hint` : undefined
  return (
    <div className="define-field" data-wrong={Boolean(fault)}>
      <label htmlFor={id}>{label}</label>
      {children(id, described)}
      {described && (
        <p id={described} className="faint">
          {fault && <strong className="define-wrong">{fault} </strong>}
          {hint}
        </p>
      )}
    </div>
  )
}

/** One of a few, or none: what the default is stands as its first choice. */
export function ChoiceField<Value extends string>({
  value,
  none,
  options,
  change,
  ...field
}: FieldProps & {
  value: Value | undefined
  none: string
  options: readonly (readonly [Value, string])[]
  change: (value: Value | undefined) => void
}) {
  const isKnown = value === undefined || options.some(([each]) => each === value)
  return (
    <Field {...field}>
      {(id, described) => (
        <select
          id={id}
          className="choice"
          aria-describedby={described}
          aria-invalid={Boolean(field.fault)}
          value={value ?? ''}
          onChange={(event) => change((event.currentTarget.value as Value) || undefined)}
        >
          <option value="">{none}</option>
          {!isKnown && <option value={value}>{value}</option>}
          {options.map(([each, name]) => (
            <option key={each} value={each}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** A name in every language of the screens. */
export function NameFields({
  name,
  fault,
  change,
}: {
  name: LocalName | undefined
  fault: string | null
  change: (name: LocalName | undefined) => void
}) {
  const { say } = useWords()
  return (
    <fieldset className="define-names">
      <legend>{say('define.field.name')}</legend>
      {LANGUAGES.map((language) => (
        <Field key={language} label={say(`define.language.${language}`)} fault={language === 'fi' ? fault : null}>
          {(id) => (
            <input
              id={id}
              className="choice"
              lang={language}
              maxLength={200}
              value={nameIn(name, language)}
              onChange={(event) => change(renamed(name, language, event.currentTarget.value))}
            />
          )}
        </Field>
      ))}
    </fieldset>
  )
}

/** A length of time as a number and a unit; empty = the default, which it tells. */
export function LengthField({
  value,
  usual,
  change,
  ...field
}: FieldProps & { value: string | undefined; usual: string; change: (value: string | undefined) => void }) {
  const words = useWords()
  const { say } = words
  const read = value === undefined ? null : readLength(value)
  const [unit, setUnit] = useState<Unit>(read?.unit ?? readLength(usual)?.unit ?? 'd')
  const shown = read?.unit ?? unit
  const hint = [field.hint, say('define.default', { length: tellLength(usual, words) })].filter(Boolean).join(' ')
  return (
    <Field {...field} hint={hint}>
      {(id, described) => (
        <span className="define-length">
          <input
            id={id}
            className="choice"
            type="number"
            min={0}
            max={100_000}
            step="any"
            placeholder={String(readLength(usual)?.amount ?? '')}
            aria-describedby={described}
            aria-invalid={Boolean(field.fault)}
            value={read?.amount ?? ''}
            onChange={(event) => {
              const text = event.currentTarget.value
              setUnit(shown)
              change(text === '' ? undefined : `${text}${shown}`)
            }}
          />
          <select
            className="choice"
            aria-label={say('define.unitOf', { field: field.label })}
            value={shown}
            onChange={(event) => {
              const next = event.currentTarget.value as Unit
              setUnit(next)
              if (read) change(`${read.amount}${next}`)
            }}
          >
            {UNITS.map((each) => (
              <option key={each} value={each}>
                {say(`define.units.${each}`)}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  )
}

/** A whole number; empty = none. */
export function CountField({
  value,
  least = 1,
  change,
  ...field
}: FieldProps & { value: number | undefined; least?: number; change: (value: number | undefined) => void }) {
  return (
    <Field {...field}>
      {(id, described) => (
        <input
          id={id}
          className="choice define-count"
          type="number"
          min={least}
          max={100_000}
          aria-describedby={described}
          aria-invalid={Boolean(field.fault)}
          value={value ?? ''}
          onChange={(event) => change(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}
        />
      )}
    </Field>
  )
}

/** Keys separated by commas, taken when the field is left. */
export function KeysField({
  value,
  change,
  ...field
}: FieldProps & { value: readonly string[] | undefined; change: (value: string[] | undefined) => void }) {
  const [text, setText] = useState<string | null>(null)
  return (
    <Field {...field}>
      {(id, described) => (
        <input
          id={id}
          className="choice"
          aria-describedby={described}
          value={text ?? (value ?? []).join(', ')}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => {
            if (text === null) return
            const keys = [...new Set(text.split(',').map((each) => each.trim()))].filter(isKey)
            change(keys.length > 0 ? keys : undefined)
            setText(null)
          }}
        />
      )}
    </Field>
  )
}
