import { Loader } from '@mantine/core'
import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { Cases } from '../case/Cases.tsx'
import { Refusal } from '../client.ts'
import { EvidencePanel } from '../friction/EvidencePanel.tsx'
import { openedFragment, readOpened, type Opened } from '../friction/address.ts'
import { useWords } from '../i18n/useWords.ts'
import { PathPlace } from '../journey/PathPlace.tsx'
import { tellStory } from '../journey/story.ts'
import { Harm } from '../outcome/Harm.tsx'
import { Failed } from '../shell/Failed.tsx'
import { CustomerHead } from './CustomerHead.tsx'
import { CustomerMissing } from './CustomerMissing.tsx'
import { useCustomer } from './useCustomer.ts'

/** One customer: who they are, the path they have been on, and what it cost. */
export function CustomerPage() {
  const { customer: name } = useParams({ from: '/customers/$customer' })
  const { say } = useWords()
  const { known, timeline } = useCustomer(name)
  const fragment = useLocation({ select: (location) => location.hash })
  const navigate = useNavigate()
  const opened = useMemo(() => readOpened(fragment), [fragment])
  const story = useMemo(
    () => (known.data && timeline.data ? tellStory(known.data, timeline.data.items, null) : null),
    [known.data, timeline.data],
  )
  const title = known.data?.displayName ?? known.data?.customer
  useEffect(() => {
    if (title !== undefined) document.title = say('title.customer', { name: title })
    return () => {
      document.title = 'Polku'
    }
  }, [title, say])

  const failure = known.error ?? timeline.error
  if (failure instanceof Refusal && failure.status === 404) return <CustomerMissing customer={name} />
  // What was read before stays on the screen: looking again may fail while the server is away.
  if (failure && !story) {
    const retry = () => void Promise.all([known.refetch(), timeline.refetch()])
    return <Failed error={failure} retry={retry} />
  }
  if (!known.data || !timeline.data || !story) {
    return (
      <section className="message" role="status">
        <Loader type="dots" aria-hidden="true" />
        <p>{say('loading.customer')}</p>
      </section>
    )
  }
  const open = (next: Opened) =>
    void navigate({
      to: '.',
      hash: next ? openedFragment(next) : '',
      replace: opened !== null,
      resetScroll: false,
      hashScrollIntoView: false,
    })
  return (
    <div className="customer" data-opened={opened !== null}>
      <CustomerHead customer={known.data} story={story} />
      <PathPlace key={known.data.customer} customer={known.data} timeline={timeline.data} opened={opened} open={open} />
      {opened && <EvidencePanel key={openedFragment(opened)} story={story} opened={opened} open={open} />}
      <div className="customer-below">
        <Cases cases={known.data.cases} open={open} />
        <Harm story={story} open={open} />
      </div>
    </div>
  )
}
