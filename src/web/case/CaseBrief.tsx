import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { getCustomer } from '../../api/customer.ts'
import { RELATIONSHIP } from '../../domain/journey/definition.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { capitalise } from '../i18n/words.ts'

/** Whom the case is about, as whoever speaks with them next has to know. */
export function CaseBrief({ customer: name }: { customer: string }) {
  const { say, formats, path, things } = useWords()
  const { data: customer } = useQuery({
    queryKey: ['customer', name],
    queryFn: ({ signal }) => call(getCustomer, { params: { customer: name }, signal }),
  })
  if (!customer) return null
  const open = customer.paths.filter(({ journey, state }) => journey !== RELATIONSHIP && (state === 'active' || state === 'paused'))
  const holdings = customer.holdings.map(({ product }) => product)
  const others = customer.cases.length - 1
  return (
    <section className="case-brief" aria-label={say('case.customer')}>
      <dl className="customer-brief">
        <div>
          <dt>{say('case.customer')}</dt>
          <dd>
            <Link to="/customers/$customer" params={{ customer: name }}>
              {customer.displayName ?? customer.customer}
            </Link>
            <span className="faint">
              {[...customer.identifiers, customer.firstAt && say('customer.since', { year: formats.year(Date.parse(customer.firstAt)) })]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </dd>
        </div>
        <div>
          <dt>{say('customer.holdings')}</dt>
          <dd>{holdings.length > 0 ? capitalise(things(holdings)) : say('customer.noHoldings')}</dd>
        </div>
        <div>
          <dt>{say('customer.open')}</dt>
          <dd>
            {open.length === 0 && say('customer.noOpen')}
            {open.map((each) => (
              <span key={each.key}>
                {path(each)} – <span className={`turn turn-${each.turn}`}>{say(`turn.${each.turn}`)}</span>
              </span>
            ))}
          </dd>
        </div>
        {others > 0 && (
          <div>
            <dt>{say('case.others')}</dt>
            <dd>{say('case.othersOpen', { count: others })}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
