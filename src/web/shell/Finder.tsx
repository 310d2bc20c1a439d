import { useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { getCustomers, type ListedCustomer } from '../../api/customerList.ts'
import { useSession } from '../access/useSession.ts'
import { call } from '../client.ts'
import { chooseLanguage } from '../i18n/i18n.ts'
import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { commandsFor, findCommands, type Command } from './commands.ts'

const MOST = 8

function asking(text: string) {
  return queryOptions({
    queryKey: ['search', text],
    queryFn: ({ signal }) => call(getCustomers, { query: { q: text, limit: MOST }, signal }),
  })
}

/**
 * Finds customers by name, identifier or matter as one types, then places, journeys and what else can be gone to or done; `/` leads here
 * from anywhere, and Ctrl K with places first.
 */
export function Finder() {
  const words = useWords()
  const { say } = words
  const { setColorScheme } = useMantineColorScheme()
  const role = useSession().data?.me?.role ?? null
  const { data: organisation } = useOrganisation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const from = useRef<HTMLElement>(null)
  const [text, setText] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [isGoing, setIsGoing] = useState(false)
  const [asked] = useDebouncedValue(text.trim(), 150)
  const found = useQuery({
    ...asking(asked),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  useKeys(field, (going, came) => {
    if (came !== field.current) from.current = came
    setIsGoing(going)
    setActive(0)
    setIsOpen(true)
  })
  const items = asked === '' ? [] : (found.data?.items ?? [])
  const [journeys, touchpoints] = [organisation?.names.journeys, organisation?.names.touchpoints].map((names) => Object.keys(names ?? {}))
  const known = { journeys: journeys!, touchpoints: touchpoints! }
  const commands = text.trim() === '' && !isGoing ? [] : findCommands(text, commandsFor(words, role, known), say('finder.case'))
  const customers = items.map((item) => ({ key: item.customer, item }))
  const options: (Command | (typeof customers)[number])[] = isGoing ? [...commands, ...customers] : [...customers, ...commands]
  const isAnswered = asked === text.trim() && found.isSuccess && !found.isPlaceholderData
  const isShown = isOpen && (commands.length > 0 || (asked !== '' && (found.isSuccess || found.isError)))
  const chosen = Math.min(active, options.length - 1)

  const leave = () => {
    setText('')
    setIsOpen(false)
    field.current?.blur()
  }
  /** Back to where one came from by key. */
  const goBack = () => {
    const to = from.current
    leave()
    to?.focus()
  }
  const open = (option: (typeof options)[number]) => {
    if ('does' in option && !('address' in option.does)) goBack()
    else leave()
    if ('item' in option) void navigate({ to: '/customers/$customer', params: { customer: option.key } })
    else if ('address' in option.does) void navigate({ href: option.does.address })
    else if ('language' in option.does) void chooseLanguage(option.does.language)
    else setColorScheme(option.does.look)
  }
  // Enter means what is written now, while the list may still answer what was written before.
  const openWritten = async () => {
    const written = text.trim()
    const answer = await queries.fetchQuery(asking(written)).catch(() => null)
    if (field.current?.value.trim() !== written) return
    const first = answer?.items[0]
    const meant = first ? { key: first.customer, item: first } : commands[0]
    if (meant) open(meant)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setIsGoing(false)
      if (text === '' && from.current !== null) goBack()
      else if (isShown) setIsOpen(false)
      else setText('')
    } else if (event.key === 'Enter' && isShown && (isAnswered || isGoing) && options[chosen]) open(options[chosen])
    else if (event.key === 'Enter' && text.trim() !== '') void openWritten()
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setIsOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (options.length > 0) setActive((chosen + step + options.length) % options.length)
    } else return
    event.preventDefault()
  }

  return (
    <div className="search" role="search">
      <input
        ref={field}
        type="text"
        className="search-field"
        role="combobox"
        aria-label={say('search.label')}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && options[chosen] ? `${id}-${chosen}` : undefined}
        aria-keyshortcuts="/ Control+K"
        autoComplete="off"
        spellCheck={false}
        placeholder={say(isGoing ? 'finder.hint' : 'search.hint')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
          setIsOpen(true)
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => {
          setIsOpen(false)
          setIsGoing(false)
          from.current = null
        }}
        onKeyDown={press}
      />
      <kbd className="search-key" aria-hidden="true">
        /
      </kbd>
      <div className="search-results" hidden={!isShown}>
        <div id={`${id}-list`} role="listbox" aria-label={say('search.label')}>
          {options.map((option, index) => (
            <div
              key={option.key}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => open(option)}
            >
              {'item' in option ? <Customer item={option.item} /> : <Place command={option} />}
            </div>
          ))}
        </div>
        {isShown && options.length === 0 && <p>{found.isError ? say('search.failed') : say('search.none', { text: asked })}</p>}
      </div>
      <span className="hidden" role="status">
        {isShown ? say('search.count', { count: options.length }) : ''}
      </span>
    </div>
  )
}

function Customer({ item }: { item: ListedCustomer }) {
  const { say } = useWords()
  return (
    <>
      <span className="search-name">{item.displayName ?? item.customer}</span>
      <span className="search-facts">
        {item.displayName !== null && <span>{item.customer}</span>}
        <span>{say('search.frictions', { count: item.frictions })}</span>
      </span>
    </>
  )
}

function Place({ command: { title, hint } }: { command: Command }) {
  return (
    <>
      <span className="search-name">{title}</span>
      <span className="search-facts">{hint}</span>
    </>
  )
}

/** `/` while nothing is written, and Ctrl K (⌘ K) at any time, lead to the field; `came` hears whether to go somewhere, and what had the focus. */
function useKeys(field: React.RefObject<HTMLInputElement | null>, came: (isGoing: boolean, from: HTMLElement | null) => void): void {
  const latest = useRef(came)
  useEffect(() => {
    latest.current = came
  })
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      const isWriting = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
      const isGoing = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (!isGoing && (event.key !== '/' || isWriting || !isPlain)) return
      event.preventDefault()
      const before = document.activeElement
      field.current?.focus()
      field.current?.select()
      latest.current(isGoing, before instanceof HTMLElement ? before : null)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [field])
}
