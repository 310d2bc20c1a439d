import { Button, Loader } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CustomerJson } from '../../api/customer.ts'
import { useSession } from '../access/useSession.ts'
import { frictionAddress, type Opened } from '../friction/address.ts'
import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { Failed } from '../shell/Failed.tsx'
import type { CustomerAddress } from './address.ts'
import { MomentFilters } from './MomentFilters.tsx'
import { MomentRow } from './MomentRow.tsx'
import { NoteForm } from './NoteText.tsx'
import type { Moment } from './prepareMoments.ts'
import { useMoments } from './useMoments.ts'
import { useRows } from './useRows.ts'

interface Props {
  customer: CustomerJson
  name: string
  address: CustomerAddress
  change: (next: CustomerAddress) => void
  open: (next: Opened) => void
}

/** Everything that happened with a customer, newest first: encounters, frictions, notes and what was done about cases. */
export function MomentList({ customer, name, address, change, open }: Props) {
  const { say } = useWords()
  const { data: session } = useSession()
  const timeZone = useOrganisation().data?.timeZone ?? 'Europe/Helsinki'
  const { moments, encounters, said, hasEncounters } = useMoments(name, customer.frictions, address, timeZone)
  const newest = encounters.data?.pages[0]?.items[0]?.occurredAt
  const isPlain =
    address.channel === undefined && address.journey === undefined && address.text === undefined && address.until === undefined
  const isBehind = hasEncounters && isPlain && newest !== undefined && customer.lastAt !== null && customer.lastAt > newest
  const failure = encounters.error ?? said.error
  const { me } = session ?? { me: null }
  return (
    <section className="moments" aria-labelledby="moments">
      <h2 id="moments">{say('moments.title')}</h2>
      <MomentFilters customer={customer} address={address} change={change} />
      {me !== null && me.role !== 'viewer' && <NoteForm customer={name} />}
      {isBehind && (
        <Button variant="light" size="compact-sm" onClick={() => void encounters.refetch()}>
          {say('moments.newer')}
        </Button>
      )}
      {failure && moments.length === 0 && <Failed error={failure} retry={() => void Promise.all([encounters.refetch(), said.refetch()])} />}
      {!failure && moments.length === 0 && (
        <p className="faint" role="status">
          {encounters.isPending && hasEncounters ? say('moments.loading') : say('moments.none')}
        </p>
      )}
      {moments.length > 0 && (
        <Rows
          moments={moments}
          total={hasEncounters && encounters.hasNextPage ? null : moments.length}
          isLoading={encounters.isFetchingNextPage}
          more={() => {
            if (hasEncounters && encounters.hasNextPage && !encounters.isFetching) void encounters.fetchNextPage()
          }}
          customer={name}
          open={open}
        />
      )}
    </section>
  )
}

interface RowsProps {
  moments: readonly Moment[]
  /** How many there are; null while that is not known. */
  total: number | null
  isLoading: boolean
  more: () => void
  customer: string
  open: Props['open']
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
}

/** A feed of which only what is seen stands in the page; one stop for Tab, arrows, Page Up and Down, Home and End move along it. */
function Rows({ moments, total, isLoading, more, customer, open }: RowsProps) {
  const { say, formats } = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const focusing = useRef<number | null>(null)
  const keys = useMemo(() => moments.map(({ key }) => key), [moments])
  const { items, height, measure, scrollTo } = useRows(frame, keys)
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= moments.length - 20) more()
  }, [last, moments.length, more])
  useEffect(() => {
    if (focusing.current === null) return
    const found = frame.current?.querySelector<HTMLElement>(`[data-index="${focusing.current}"]`)
    if (!found) return
    focusing.current = null
    found.focus({ preventScroll: true })
  })
  const current = Math.min(active, moments.length - 1)
  const listen = useRef<(event: Event) => void>(() => undefined)
  useEffect(() => {
    listen.current = (event) => {
      const index = Number((event.target as HTMLElement).dataset['index'] ?? NaN)
      const moment = moments[index]
      if (moment === undefined) return
      if (event.type === 'focusin') return setActive(index)
      const { key } = event as KeyboardEvent
      const step = STEPS[key]
      if (step === undefined && key !== 'Enter') return
      event.preventDefault()
      if (step === undefined) {
        if (moment.what === 'encounter') open({ encounter: moment.item.id })
        if (moment.what === 'friction') open({ friction: frictionAddress(moment.friction) })
        return
      }
      const next = Math.max(0, Math.min(moments.length - 1, index + step))
      setActive(next)
      focusing.current = next
      scrollTo(next)
    }
  })
  useEffect(() => {
    const feed = frame.current!
    const hear = (event: Event) => listen.current(event)
    feed.addEventListener('keydown', hear)
    feed.addEventListener('focusin', hear)
    return () => {
      feed.removeEventListener('keydown', hear)
      feed.removeEventListener('focusin', hear)
    }
  }, [])
  return (
    <>
      <div
        ref={frame}
        className="moment-frame"
        role="feed"
        aria-label={say('moments.title')}
        aria-busy={isLoading}
        style={{ height: `min(70vh, 48rem, ${height}px)` }}
      >
        <div style={{ height: height, position: 'relative' }}>
          {items.map((item) => (
            <article
              key={item.key}
              ref={measure}
              className="moment"
              data-index={item.index}
              data-key={item.key}
              tabIndex={item.index === current ? 0 : -1}
              aria-posinset={item.index + 1}
              aria-setsize={total ?? -1}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <MomentRow moment={moments[item.index]!} customer={customer} open={open} />
            </article>
          ))}
        </div>
      </div>
      <p className="faint" role="status">
        {isLoading ? <Loader type="dots" size="xs" aria-hidden="true" /> : null}
        {say(total === null ? 'moments.soFar' : 'moments.all', { count: formats.number(moments.length) })}
      </p>
    </>
  )
}
