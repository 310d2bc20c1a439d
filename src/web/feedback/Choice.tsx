import { useId } from 'react'
import { useWords } from '../i18n/useWords.ts'

interface Props {
  label: string
  value: string | number | undefined
  options: readonly (readonly [string | number, string])[]
  change: (next: string | undefined) => void
  /** What choosing nothing means; without it, "all". Null = something is always chosen. */
  none?: string | null
}

/** One of a few, in a list that folds out. */
export function Choice({ label, value, options, change, none }: Props) {
  const { say } = useWords()
  const id = useId()
  const isKnown = value === undefined || options.some(([key]) => String(key) === String(value))
  return (
    <div className="cases-filter">
      <label className="faint" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="choice" value={value ?? ''} onChange={(event) => change(event.currentTarget.value || undefined)}>
        {none !== null && <option value="">{none ?? say('answers.any')}</option>}
        {!isKnown && <option value={value}>{value}</option>}
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
