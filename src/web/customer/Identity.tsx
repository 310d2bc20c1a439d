import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { CustomerJson } from '../../api/customer.ts'
import { getIdentity, postJoin, postSeparate, postUndo } from '../../api/identity.ts'
import { useSession } from '../access/useSession.ts'
import { call } from '../client.ts'
import type { Opened } from '../friction/address.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { Judging, type Ask } from './Judging.tsx'

interface Props {
  customer: CustomerJson
  name: string
  open: (next: Opened) => void
}

type Who = z.output<typeof getIdentity.answer>

/** Who is who: which identifiers are this customer's, since when and by whose word, and for leads the ways to join, part and take back. */
export function Identity({ customer, name, open }: Props) {
  const { say } = useWords()
  const [isOpen, setIsOpen] = useState(false)
  const who = useQuery({
    queryKey: ['customer', name, 'identity'],
    queryFn: ({ signal }) => call(getIdentity, { params: { customer: name }, signal }),
    enabled: isOpen,
  })
  return (
    <details className="identity" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{say('identity.title', { count: customer.identifiers.length })}</summary>
      {who.error && <Failed error={who.error} retry={() => void who.refetch()} />}
      {who.data && <Body who={who.data} customer={customer} name={name} open={open} />}
    </details>
  )
}

function Body({ who, customer, name, open }: Props & { who: Who }) {
  const { say, formats } = useWords()
  const { data: session } = useSession()
  const queries = useQueryClient()
  const may = session?.me?.role === 'lead' || session?.me?.role === 'admin'
  const done = () => void queries.invalidateQueries()
  const params = { customer: name }
  const join: Ask = ({ identifiers, because, preview }) => call(postJoin, { params, body: { identifiers, because, preview } })
  const separate: Ask = ({ identifiers, because, preview }) => call(postSeparate, { params, body: { identifiers, because, preview } })
  return (
    <div className="identity-body">
      <section>
        <h2>{say('identity.links')}</h2>
        <ul>
          {who.links.map((link) => (
            <li key={link.identifiers.join(' ')}>
              {formats.list(link.identifiers)}
              <br />
              <span className="faint">{say('identity.borne', { encounters: link.encounters, statements: link.statements })}</span>{' '}
              {link.encounters > 0 && (
                <button type="button" className="text-link" onClick={() => open({ encounter: link.because })}>
                  {say('identity.show')}
                </button>
              )}
            </li>
          ))}
        </ul>
        {who.contested.map((identifiers) => (
          <p key={identifiers.join(' ')} role="note">
            {say('identity.contested', { identifiers: formats.list(identifiers) })}
          </p>
        ))}
      </section>
      <section>
        <h2>{say('identity.history')}</h2>
        {who.history.length === 0 && <p className="faint">{say('identity.noHistory')}</p>}
        <ul>
          {who.history.map((entry) => (
            <li key={`${entry.at} ${entry.event} ${entry.identifiers.join(' ')}`}>
              {say(`identity.${entry.event}`, { identifiers: formats.list(entry.identifiers) })}
              <br />
              <span className="faint">
                {formats.moment(Date.parse(entry.at))} ·{' '}
                {say(entry.judgement === null ? 'identity.byLink' : 'identity.byWord', { because: entry.because })}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {who.judgements.length > 0 && (
        <section>
          <h2>{say('identity.judgements')}</h2>
          <ul>
            {who.judgements.map((judgement) => (
              <li key={judgement.id}>
                {say(judgement.sort === 'join' ? 'identity.saidJoin' : 'identity.saidSeparate', {
                  identifiers: formats.list(judgement.identifiers),
                  others: formats.list(judgement.others),
                })}
                <br />
                <span className="faint">
                  {judgement.by.name} · {formats.moment(Date.parse(judgement.at))} · {judgement.because}
                </span>
                {judgement.undone && (
                  <p className="faint">
                    {say('identity.undone', {
                      name: judgement.undone.by.name,
                      time: formats.moment(Date.parse(judgement.undone.at)),
                      because: judgement.undone.because,
                    })}
                  </p>
                )}
                {may && judgement.undone === null && (
                  <Judging
                    label={say('identity.undo')}
                    done={done}
                    ask={({ because, preview }) => call(postUndo, { params: { judgement: judgement.id }, body: { because, preview } })}
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {may && (
        <section>
          {customer.identifiers.length > 1 && (
            <Judging label={say('identity.separate')} choices={customer.identifiers} done={done} ask={separate} />
          )}
          <Judging label={say('identity.join')} isNaming done={done} ask={join} />
        </section>
      )}
    </div>
  )
}
