import { useId, type ReactNode } from 'react'

interface FieldProps {
  label: string
  hint?: string
  /** What is wrong with it; null = nothing. */
  fault?: string | null
  /** Whether the label is only told to who listens. */
  isLabelHidden?: boolean
}

interface Given {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
}

/** A field with its label, hint and fault. */
function Field({ label, hint, fault = null, isLabelHidden = false, children }: FieldProps & { children: (given: Given) => ReactNode }) {
  const id = useId()
  const isTold = hint !== undefined || fault !== null
  return (
    <div className="survey-field" data-wrong={fault !== null}>
      <label htmlFor={id} className={isLabelHidden ? 'hidden' : undefined}>
        {label}
      </label>
      {children({ id, 'aria-describedby': isTold ? `${id}-hint` : undefined, 'aria-invalid': fault !== null })}
      {isTold && (
        <p id={`${id}-hint`} className="faint">
          {fault !== null && <strong className="survey-wrong">{fault} </strong>}
          {hint}
        </p>
      )}
    </div>
  )
}

/** A line of words. */
export function LineField({
  value,
  change,
  most = 200,
  type = 'text',
  placeholder,
  ...field
}: FieldProps & {
  value: string
  change: (value: string) => void
  most?: number
  type?: 'text' | 'url' | 'date' | 'time'
  placeholder?: string
}) {
  return (
    <Field {...field}>
      {(given) => (
        <input
          {...given}
          className="choice"
          type={type}
          maxLength={most}
          placeholder={placeholder}
          value={value}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

/** A whole number; empty = none. */
export function NumberField({
  value,
  change,
  least,
  most,
  placeholder,
  ...field
}: FieldProps & {
  value: number | undefined
  change: (value: number | undefined) => void
  least: number
  most: number
  placeholder?: string
}) {
  return (
    <Field {...field}>
      {(given) => (
        <input
          {...given}
          className="choice survey-number"
          type="number"
          min={least}
          max={most}
          placeholder={placeholder}
          value={value ?? ''}
          onChange={(event) => {
            const text = event.currentTarget.value
            change(text === '' ? undefined : Math.max(least, Math.min(most, Math.round(Number(text)))))
          }}
        />
      )}
    </Field>
  )
}

/** One of a few. */
export function OneField<Value extends string>({
  value,
  options,
  change,
  ...field
}: FieldProps & { value: Value; options: readonly (readonly [Value, string])[]; change: (value: Value) => void }) {
  return (
    <Field {...field}>
      {(given) => (
        <select {...given} className="choice" value={value} onChange={(event) => change(event.currentTarget.value as Value)}>
          {!options.some(([each]) => each === value) && <option value={value}>{value}</option>}
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

/** Whether something holds. */
export function TickField({ label, value, change }: { label: string; value: boolean; change: (value: boolean) => void }) {
  return (
    <label className="cases-tick">
      <input type="checkbox" checked={value} onChange={(event) => change(event.currentTarget.checked)} />
      {label}
    </label>
  )
}
