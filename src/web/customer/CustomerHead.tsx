import type { ReactNode } from 'react'
import type { CustomerJson } from '../../api/customer.ts'
import { RELATIONSHIP } from '../../domain/journey/definition.ts'
import { useWords } from '../i18n/useWords.ts'
import { capitalise } from '../i18n/words.ts'
import type { Story } from '../journey/story.ts'
import { useNow } from '../shell/useNow.ts'
import { listPromises } from './promises.ts'

/** What whoever meets the customer next has to know: who, since when, what they have, what is open and whose turn, what was promised. */
export function CustomerHead({ customer, story }: { customer: CustomerJson; story: Story }) {
  const { say, formats, path, thing, things } = useWords()
  const open = customer.paths.filter(({ journey, state }) => journey !== RELATIONSHIP && (state === 'active' || state === 'paused'))
  const promises = listPromises(story, useNow())
  const others = customer.identifiers.filter((identifier) => identifier !== customer.customer)
  const holdings = customer.holdings.map(({ product }) => product)
  return (
    <header className="customer-head">
      <h1>{customer.displayName ?? customer.customer}</h1>
      <p className="customer-who">
        {[
          customer.displayName === null ? null : customer.customer,
          ...others,
          customer.firstAt === null ? null : say('customer.since', { year: formats.year(Date.parse(customer.firstAt)) }),
        ]
          .filter((each) => each !== null)
          .join(' · ')}
      </p>
      {customer.conflict && <p role="note">{say('customer.conflict', { identifiers: formats.list(customer.conflict) })}</p>}
      <dl className="customer-brief">
        <Brief name={say('customer.holdings')}>{holdings.length > 0 ? capitalise(things(holdings)) : say('customer.noHoldings')}</Brief>
        <Brief name={say('customer.open')}>
          {open.length === 0 && say('customer.noOpen')}
          {open.map((each) => (
            <span key={each.key}>
              {path(each)} – <Turn turn={each.turn} />
            </span>
          ))}
        </Brief>
        {promises.length > 0 && (
          <Brief name={say('customer.promised')}>
            {promises.map(({ what, dueAt, by }) => (
              <span key={`${by} ${what}`}>
                {capitalise(say('customer.promise', { what: thing(what), due: formats.shortMoment(dueAt) }))}
              </span>
            ))}
          </Brief>
        )}
      </dl>
    </header>
  )
}

function Brief({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Turn({ turn }: { turn: 'company' | 'customer' | 'nobody' }) {
  const { say } = useWords()
  return <span className={`turn turn-${turn}`}>{say(`turn.${turn}`)}</span>
}
