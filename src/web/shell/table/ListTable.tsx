import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { useWords } from '../../i18n/useWords.ts'
import { saveRows } from '../../saveFile.ts'
import { chooseAll, extend, NONE, toggle, type Chosen } from './chosen.ts'
import './table.css'
import { useColumns } from './useColumns.ts'

/** A column of a list: what it shows, and what a file of it holds. */
interface Column<Row> {
  key: string
  title: string
  isNumber?: boolean
  cell: (row: Row) => ReactNode
  value: (row: Row) => string | number | null
}

/** The columns of a list; the first names its rows and always stands: its cell holds a link with `data-row`. */
export type Columns<Row> = readonly [Column<Row>, ...Column<Row>[]]

interface Props<Row> {
  /** Names its files, and what is remembered of it. */
  name: string
  label: string
  rows: readonly Row[]
  keyOf: (row: Row) => string
  columns: Columns<Row>
  /** What can be done with the rows that are chosen, besides saving them. */
  acts?: (rows: readonly Row[]) => ReactNode
  /** Stands beside what can be done with the list. */
  beside?: ReactNode
}

/** A list as a table: rows are chosen and saved, columns left out; arrows move, Enter opens, Space chooses. */
export function ListTable<Row>({ name, label, rows, keyOf, columns, acts, beside }: Props<Row>) {
  const { say, formats } = useWords()
  const { hidden, change } = useColumns(name)
  const [chosen, setChosen] = useState<Chosen>(NONE)
  const [hasFailed, setHasFailed] = useState(false)
  const table = useRef<HTMLTableElement>(null)
  const order = rows.map(keyOf)
  const picked = rows.filter((row) => chosen.keys.has(keyOf(row)))
  const [first, ...others] = columns
  const shown = others.filter(({ key }) => !hidden.has(key))
  const hasAll = picked.length === rows.length

  const save = async (as: 'csv' | 'xlsx') => {
    const told = [first, ...shown]
    const saved = picked.length > 0 ? picked : rows
    try {
      await saveRows([told.map(({ title }) => title), ...saved.map((row) => told.map(({ value }) => value(row)))], name, as, formats)
      setHasFailed(false)
    } catch {
      setHasFailed(true)
    }
  }
  const press = (event: KeyboardEvent<HTMLTableRowElement>, key: string) => {
    if (!(event.target as HTMLElement).matches('[data-row]') || event.altKey) return
    const at = order.indexOf(key)
    const isAll = event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1 }[event.key]
    if (to !== undefined) {
      const next = order[to]
      if (next === undefined) return
      table.current?.querySelectorAll<HTMLElement>('[data-row]')[to]?.focus()
      if (event.shiftKey) setChosen((before) => extend(before.from === null ? toggle(before, key) : before, order, next))
    } else if (event.key === ' ') setChosen((before) => (event.shiftKey ? extend(before, order, key) : toggle(before, key)))
    else if (isAll) setChosen((before) => chooseAll(before, order))
    else if (event.key === 'Escape' && picked.length > 0) setChosen(NONE)
    else return
    event.preventDefault()
  }
  const click = (event: MouseEvent, key: string) => {
    const { shiftKey } = event
    setChosen((before) => (shiftKey ? extend(before, order, key) : toggle(before, key)))
  }
  return (
    <div className="list">
      <div className="list-bar">
        <p className="list-picked" role="status">
          {picked.length > 0 && say('list.chosen', { count: picked.length })}
        </p>
        {acts?.(picked)}
        {picked.length > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => setChosen(NONE)}>
            {say('list.none')}
          </Button>
        )}
        <div className="list-files" role="group" aria-label={say(picked.length > 0 ? 'list.saveChosen' : 'list.saveShown')}>
          <span className="faint">{say(picked.length > 0 ? 'list.saveChosen' : 'list.saveShown')}</span>
          <Button variant="subtle" size="compact-sm" onClick={() => void save('csv')}>
            CSV
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => void save('xlsx')}>
            Excel
          </Button>
          {hasFailed && <span role="alert">{say('download.failed')}</span>}
        </div>
        {beside}
        <ColumnChoice columns={others} hidden={hidden} change={change} />
      </div>
      <div className="rows-wide list-wide" role="region" aria-label={label} tabIndex={0}>
        <table className="rows list-rows" ref={table}>
          <thead>
            <tr>
              <td className="list-box">
                <Box
                  label={say('list.all')}
                  isOn={hasAll}
                  isPart={picked.length > 0 && !hasAll}
                  act={() => setChosen((before) => chooseAll(before, order))}
                />
              </td>
              {[first, ...shown].map(({ key, title, isNumber }) => (
                <th key={key} scope="col" className={isNumber ? 'number' : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const key = keyOf(row)
              return (
                <tr key={key} data-chosen={chosen.keys.has(key) || undefined} onKeyDown={(event) => press(event, key)}>
                  <td className="list-box">
                    <Box
                      label={say('list.choose', { what: String(first.value(row) ?? key) })}
                      isOn={chosen.keys.has(key)}
                      act={(event) => click(event, key)}
                    />
                  </td>
                  <th scope="row">{first.cell(row)}</th>
                  {shown.map(({ key: column, cell, isNumber }) => (
                    <td key={column} className={isNumber ? 'number' : undefined}>
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className="faint list-keys">{say('list.keys')}</p>
    </div>
  )
}

function Box({ label, isOn, isPart = false, act }: { label: string; isOn: boolean; isPart?: boolean; act: (event: MouseEvent) => void }) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPart
  }, [isPart])
  return (
    <label>
      <input ref={box} type="checkbox" checked={isOn} aria-label={label} onClick={act} onChange={() => undefined} />
    </label>
  )
}

interface ChoiceProps {
  columns: readonly Pick<Column<never>, 'key' | 'title'>[]
  hidden: ReadonlySet<string>
  change: (key: string) => void
}

function ColumnChoice({ columns, hidden, change }: ChoiceProps) {
  const { say } = useWords()
  return (
    <details className="list-columns">
      <summary>{say('list.columns')}</summary>
      <fieldset>
        <legend className="hidden">{say('list.columns')}</legend>
        {columns.map(({ key, title }) => (
          <label key={key}>
            <input type="checkbox" checked={!hidden.has(key)} onChange={() => change(key)} /> {title}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
