import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { getDraft, getVersion, getVersions, putDraft } from '../../../api/definition.ts'
import type { DefinitionChange } from '../../../domain/journey/compareDefinitions.ts'
import type { WholeDefinition } from '../../../domain/journey/draft.ts'
import { useSession } from '../../access/useSession.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Failed } from '../../shell/Failed.tsx'
import { Changes } from './Changes.tsx'
import { readCompared } from './compared.ts'
import './editor.css'

/** Every version of a journey's definition: who published it, when and why; any two compared, an old one brought back as a draft. */
export function VersionsPage() {
  const { journey: key = '' } = useParams({ strict: false })
  const words = useWords()
  const { say, formats } = words
  const role = useSession().data?.me?.role
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const [wrong, setWrong] = useState<string | null>(null)
  const versions = useQuery({ queryKey: ['versions', key], queryFn: ({ signal }) => call(getVersions, { params: { key }, signal }) })
  const title = words.journey(key)
  useEffect(() => {
    document.title = say('title.versions', { name: title })
    return () => {
      document.title = 'Polku'
    }
  }, [title, say])
  if (versions.error && !versions.data) return <Failed error={versions.error} retry={() => void versions.refetch()} />
  const items = versions.data?.items ?? []
  const latest = items[0]?.version ?? 0
  const asked = readCompared(search)
  const version = asked.version ?? latest
  const against = asked.against ?? Math.max(1, version - 1)
  const choose = (next: { version: number; against: number }) =>
    void navigate({ to: '/journeys/$journey/versions', params: { journey: key }, search: next, replace: true, resetScroll: false })

  async function bringBack(old: number): Promise<void> {
    setWrong(null)
    try {
      const [{ definition }, { draft, version: base }] = await Promise.all([
        call(getVersion, { params: { key, version: old } }),
        call(getDraft, { params: { key } }),
      ])
      await call(putDraft, { params: { key }, body: { number: draft?.number ?? 0, base, definition } })
      await navigate({ to: '/journeys/$journey/edit', params: { journey: key } })
    } catch {
      setWrong(say('people.failed'))
    }
  }

  return (
    <div className="define">
      <header className="define-head">
        <p className="faint">
          <Link to="/journeys">{say('journeys.title')}</Link> /{' '}
          <Link to="/journeys/$journey" params={{ journey: key }}>
            {title}
          </Link>
        </p>
        <h1>{say('define.versionsOf', { name: title })}</h1>
        <div className="define-bar">
          <Link to="/journeys/$journey/edit" params={{ journey: key }}>
            {say('define.edit')}
          </Link>
        </div>
      </header>
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
      {versions.data && items.length === 0 && <p>{say('define.noVersions')}</p>}
      {items.length > 0 && (
        <div className="rows-wide">
          <table className="rows">
            <thead>
              <tr>
                <th scope="col" className="number">
                  {say('define.version')}
                </th>
                <th scope="col">{say('define.when')}</th>
                <th scope="col">{say('define.who')}</th>
                <th scope="col">{say('define.note')}</th>
                <th scope="col">
                  <span className="hidden">{say('define.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((each) => (
                <tr key={each.version}>
                  <th scope="row" className="number">
                    {each.version}
                  </th>
                  <td>{formats.moment(Date.parse(each.at))}</td>
                  <td>{each.who.name ?? say(`define.by.${each.who.by}`)}</td>
                  <td className="define-note">{each.note}</td>
                  <td className="define-buttons">
                    {each.version === latest ? (
                      <span className="faint">{say('define.inForce')}</span>
                    ) : (
                      (role === 'lead' || role === 'admin') && (
                        <Button
                          variant="default"
                          size="xs"
                          aria-label={say('define.bringBackOf', { version: each.version })}
                          onClick={() => void bringBack(each.version)}
                        >
                          {say('define.bringBack')}
                        </Button>
                      )
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {items.length > 1 && (
        <section className="define-section" aria-labelledby="define-compare">
          <h2 id="define-compare">{say('define.compare')}</h2>
          <div className="define-buttons">
            {(['against', 'version'] as const).map((which) => (
              <label key={which} className="define-field">
                {say(`define.compare.${which}`)}
                <select
                  className="choice"
                  value={which === 'version' ? version : against}
                  onChange={(event) => choose({ version, against, [which]: Number(event.currentTarget.value) })}
                >
                  {items.map((each) => (
                    <option key={each.version} value={each.version}>
                      {say('define.versionNumber', { version: each.version })}
                    </option>
                  ))}
                </select>
              </label>
            ))}
          </div>
          <Compared journey={key} version={version} against={against} />
        </section>
      )}
    </div>
  )
}

function Compared({ journey: key, version, against }: { journey: string; version: number; against: number }) {
  const { say } = useWords()
  const compared = useQuery({
    queryKey: ['versions', key, version, against],
    queryFn: ({ signal }) => call(getVersion, { params: { key, version }, query: { against }, signal }),
    placeholderData: (before) => before,
  })
  if (compared.error) return <Failed error={compared.error} retry={() => void compared.refetch()} />
  if (!compared.data) return <p role="status">{say('chart.loading')}</p>
  const whole = compared.data.definition as unknown as WholeDefinition
  return (
    <Changes
      changes={(compared.data.changes ?? []) as DefinitionChange[]}
      named={{ stages: whole.journey.stages ?? [], touchpoints: whole.touchpoints }}
    />
  )
}
