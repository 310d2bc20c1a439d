import type { Behind } from './address.ts'
import type { Looked } from './looked.ts'

/** A cell: words, or a number with how it is written. */
export type Cell = string | { value: number | null; text: string }

/** What a chart shows as a table; a row may open the paths behind it. */
export interface Table {
  head: { name: string; isNumber: boolean }[]
  rows: { key: string; cells: Cell[]; behind?: Behind }[]
}

/** The table as rows for a file, its head first. */
export function fileRowsOf({ head, rows }: Table): (string | number | null)[][] {
  return [head.map(({ name }) => name), ...rows.map(({ cells }) => cells.map((cell) => (typeof cell === 'string' ? cell : cell.value)))]
}

/** The same as a picture tells, in rows; the first cell opens the paths behind it. */
export function ChartTable({ table, caption, looked }: { table: Table; caption: string; looked: Looked }) {
  const { say } = looked.words
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="hidden">{caption}</caption>
        <thead>
          <tr>
            {table.head.map(({ name, isNumber }) => (
              <th key={name} scope="col" className={isNumber ? 'table-number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ key, cells, behind }) => (
            <tr key={key}>
              {cells.map((cell, index) => {
                const text = typeof cell === 'string' ? cell : cell.text
                return (
                  <td key={table.head[index]!.name} className={table.head[index]!.isNumber ? 'table-number' : undefined}>
                    {index === 0 && behind ? (
                      <button
                        type="button"
                        className="text-link"
                        data-key={key}
                        aria-label={say('behind.open', { what: text })}
                        onClick={() => looked.open(behind)}
                      >
                        {text}
                      </button>
                    ) : (
                      text
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
