import type { Opened } from '../friction/address.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { useWords } from '../i18n/useWords.ts'
import type { Span } from '../journey/span.ts'
import type { Story } from '../journey/story.ts'
import { listTableRows } from './tableRows.ts'

interface Props {
  story: Story
  span: Span
  opened: Opened
  open: (next: Opened) => void
}

/** The same encounters and frictions as a table. */
export function EncounterTable({ story, span, open }: Props) {
  const words = useWords()
  const { say } = words
  const rows = listTableRows(story, span, words)
  if (rows.length === 0) return <p className="faint">{say('picture.empty')}</p>
  return (
    <div className="table-frame">
      <table className="table">
        <caption className="hidden">{say('table.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('table.time')}</th>
            <th scope="col">{say('table.what')}</th>
            <th scope="col">{say('table.channel')}</th>
            <th scope="col">{say('table.who')}</th>
            <th scope="col">{say('table.path')}</th>
            <th scope="col" className="table-number">
              {say('table.severity')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.what} ${row.key}`}>
              <td>{row.time}</td>
              <td>
                <button
                  type="button"
                  className="friction-link"
                  data-key={row.key}
                  onClick={() => open(row.what === 'friction' ? { friction: row.key } : { encounter: row.key })}
                >
                  {row.what === 'friction' && <Diamond size={12} />}
                  <span>{row.name}</span>
                </button>
              </td>
              <td>{row.channel}</td>
              <td>{row.who}</td>
              <td>{row.path}</td>
              <td className="table-number">{row.severity}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
