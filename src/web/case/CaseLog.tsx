import type { CasePageJson } from '../../api/case.ts'
import type { CaseEntryJson } from '../../api/caseLog.ts'
import { useWords } from '../i18n/useWords.ts'
import { sideOf, tellEntry } from './logLine.ts'

/** What became of the case, in order: words of the customer and ours, and between them what was done, told plainly. */
export function CaseLog({ each }: { each: CasePageJson }) {
  return (
    <ol className="case-log">
      {each.log.map((entry) => (
        <Entry key={entry.id} entry={entry} customer={each.displayName ?? each.customer} />
      ))}
    </ol>
  )
}

function Entry({ entry, customer }: { entry: CaseEntryJson; customer: string }) {
  const words = useWords()
  const { say, formats, channel } = words
  const side = sideOf(entry)
  const at = Date.parse(entry.saidAt ?? entry.at)
  const time = <time dateTime={entry.saidAt ?? entry.at}>{formats.shortMoment(at)}</time>
  if (side === 'system') {
    return (
      <li className="case-line case-line-system">
        <span className="faint">{time}</span> <span>{tellEntry(entry, customer, words)}</span>
        {entry.feeling != null && <p>{say('case.recovery.feels', { feeling: say(`case.feeling.${entry.feeling as 1}`) })}</p>}
        {(entry.note ?? entry.text) && <p className="case-line-note">{entry.note ?? entry.text}</p>}
        <MailState entry={entry} />
      </li>
    )
  }
  const ofOther = entry.actor === 'customer' && entry.case !== undefined
  const who = ofOther ? say('case.ofCustomer', { id: entry.case! }) : entry.actor === 'customer' ? customer : (entry.by?.name ?? 'Polku')
  return (
    <li className={`case-line case-line-${side}`}>
      <p className="case-line-head">
        <strong>{who}</strong>
        <span className="faint">
          {tellEntry(entry, customer, words)}
          {entry.kind === 'customer-said' && entry.channel && entry.channel !== 'page' ? ` · ${channel(entry.channel)}` : ''} · {time}
        </span>
      </p>
      {entry.text && <p className="case-line-text">{entry.text}</p>}
      <Letter entry={entry} />
      <MailState entry={entry} />
    </li>
  )
}

/** What became of a mail to the customer. */
function MailState({ entry: { mail } }: { entry: CaseEntryJson }) {
  const { say } = useWords()
  if (mail === undefined) return null
  return (
    <p className="faint" data-mail={mail.state}>
      {say(`case.mailed.${mail.state}`)}
      {mail.problem !== null && mail.state !== 'sent' && ` – ${mail.problem}`}
    </p>
  )
}

/** What came along with a mail: the whole of it, and the names of what was attached. */
function Letter({ entry: { letter } }: { entry: CaseEntryJson }) {
  const { say, formats } = useWords()
  if (letter === undefined) return null
  return (
    <>
      {letter.attachments.length > 0 && <p className="faint">{say('case.attached', { names: formats.list(letter.attachments) })}</p>}
      {letter.whole !== null && (
        <details>
          <summary>{say('case.wholeMail')}</summary>
          <pre className="case-line-whole" tabIndex={0}>
            {letter.whole}
          </pre>
        </details>
      )}
    </>
  )
}
