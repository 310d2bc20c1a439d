import { Button, Loader } from '@mantine/core'
import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { Cases } from '../case/Cases.tsx'
import { Refusal } from '../client.ts'
import { EvidencePanel } from '../friction/EvidencePanel.tsx'
import { openedFragment, readOpened, type Opened } from '../friction/address.ts'
import { useSession } from '../access/useSession.ts'
import { readLaterWords } from '../i18n/i18n.ts'
import { useWords } from '../i18n/useWords.ts'
import { PathPlace } from '../journey/PathPlace.tsx'
import { tellStory } from '../journey/story.ts'
import { Harm } from '../outcome/Harm.tsx'
import { Failed } from '../shell/Failed.tsx'
import type { CustomerAddress } from './address.ts'
import { CustomerBrief } from './CustomerBrief.tsx'
import { CustomerMissing } from './CustomerMissing.tsx'
import { useCustomer } from './useCustomer.ts'
import { useOpenedStory } from './useOpenedStory.ts'

// Most who come need neither.
const Identity = lazy(async () => ({ default: (await import('./Identity.tsx')).Identity }))
const AskCustomer = lazy(async () => {
  const [{ AskCustomer: part }] = await Promise.all([import('../feedback/asking/AskCustomer.tsx'), readLaterWords()])
  return { default: part }
})
const MomentList = lazy(async () => ({ default: (await import('./MomentList.tsx')).MomentList }))

/** A view is the one that is shown when its whole address is. */
const HERE = { exact: true, includeSearch: true } as const

/** One customer: what to know at once, the path they have been on, and what it cost. */
export function CustomerPage() {
  const { customer: name } = useParams({ from: '/customers/$customer' })
  const address: CustomerAddress = useSearch({ from: '/customers/$customer' })
  const { say } = useWords()
  const { known, brief, timeline } = useCustomer(name)
  const fragment = useLocation({ select: (location) => location.hash })
  const navigate = useNavigate()
  const opened = useMemo(() => readOpened(fragment), [fragment])
  const story = useMemo(
    () => (known.data && timeline.data ? tellStory(known.data, timeline.data.items, null) : null),
    [known.data, timeline.data],
  )
  const role = useSession().data?.me?.role
  const [isAsking, setAsking] = useState(false)
  const askButton = useRef<HTMLButtonElement>(null)
  const shown = useOpenedStory(name, story, opened, timeline.data?.isCapped ?? false)
  const title = known.data?.displayName ?? known.data?.customer
  useEffect(() => {
    if (title !== undefined) document.title = say('title.customer', { name: title })
    return () => {
      document.title = 'Polku'
    }
  }, [title, say])

  const failure = known.error ?? timeline.error ?? brief.error
  if (failure instanceof Refusal && failure.status === 404) return <CustomerMissing customer={name} />
  // What was read before stays on the screen: looking again may fail while the server is away.
  if (failure && (!story || !brief.data)) {
    const retry = () => void Promise.all([known.refetch(), timeline.refetch(), brief.refetch()])
    return <Failed error={failure} retry={retry} />
  }
  if (!known.data || !brief.data || !timeline.data || !story) {
    return (
      <section className="message" role="status">
        <Loader type="dots" aria-hidden="true" />
        <p>{say('loading.customer')}</p>
      </section>
    )
  }
  const stay = { replace: opened !== null, resetScroll: false, hashScrollIntoView: false }
  const open = (next: Opened) => void navigate({ to: '.', search: true, hash: next ? openedFragment(next) : '', ...stay })
  const change = (next: CustomerAddress) =>
    void navigate({ to: '.', search: { ...address, ...next }, hash: true, replace: true, resetScroll: false })
  const isList = address.view === 'list'
  return (
    <div className="customer" data-opened={opened !== null}>
      <CustomerBrief brief={brief.data} open={open} />
      {role !== undefined && role !== 'viewer' && (
        <Button
          ref={askButton}
          variant="default"
          size="compact-sm"
          className="customer-ask"
          aria-expanded={isAsking}
          onClick={() => setAsking(!isAsking)}
        >
          {say('customer.ask')}
        </Button>
      )}
      {isAsking && (
        <Suspense>
          <AskCustomer
            customer={known.data.customer}
            close={() => {
              setAsking(false)
              askButton.current?.focus()
            }}
          />
        </Suspense>
      )}
      <nav className="customer-views" aria-label={say('customer.views')}>
        <Link to="." search={isList ? {} : address} resetScroll={false} activeOptions={HERE}>
          {say('picture.title')}
        </Link>
        <Link to="." search={isList ? address : { view: 'list' }} resetScroll={false} activeOptions={HERE}>
          {say('moments.title')}
        </Link>
      </nav>
      {isList ? (
        <Suspense>
          <MomentList customer={known.data} name={name} address={address} change={change} open={open} />
        </Suspense>
      ) : (
        <PathPlace key={known.data.customer} customer={known.data} timeline={timeline.data} opened={opened} open={open} />
      )}
      {opened && shown && <EvidencePanel key={openedFragment(opened)} story={shown} opened={opened} open={open} />}
      <div className="customer-below">
        <Cases cases={known.data.cases} open={open} />
        <Harm story={story} open={open} />
      </div>
      <Suspense>
        <Identity customer={known.data} name={name} open={open} />
      </Suspense>
    </div>
  )
}
