import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { getCustomers } from '../../api/customerList.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'

const MOST = 8

function asking(text: string) {
  return queryOptions({
    queryKey: ['search', text],
    queryFn: ({ signal }) => call(getCustomers, { query: { q: text, limit: MOST }, signal }),
  })
}

/** Finds customers by name, identifier or matter as one types; `/` leads here from anywhere. */
export function SearchField() {
  const { say } = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [asked] = useDebouncedValue(text.trim(), 150)
  const found = useQuery({
    ...asking(asked),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  useSlash(field)
  const items = asked === '' ? [] : (found.data?.items ?? [])
  const isAnswered = asked === text.trim() && found.isSuccess && !found.isPlaceholderData
  const isShown = isOpen && asked !== '' && (found.isSuccess || found.isError)
  const chosen = Math.min(active, items.length - 1)

  const open = (customer: string) => {
    setText('')
    setIsOpen(false)
    field.current?.blur()
    void navigate({ to: '/customers/$customer', params: { customer } })
  }
  // Enter means what is written now, while the list may still answer what was written before.
  const openWritten = async () => {
    const written = text.trim()
    const answer = await queries.fetchQuery(asking(written)).catch(() => null)
    const first = answer?.items[0]
    if (first && field.current?.value.trim() === written) open(first.customer)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (isShown) setIsOpen(false)
      else setText('')
    } else if (event.key === 'Enter' && isAnswered) {
      if (isShown && items[chosen]) open(items[chosen].customer)
    } else if (event.key === 'Enter' && text.trim() !== '') void openWritten()
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setIsOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (items.length > 0) setActive((chosen + step + items.length) % items.length)
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
        aria-activedescendant={isShown && items[chosen] ? `${id}-${chosen}` : undefined}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        placeholder={say('search.hint')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
          setIsOpen(true)
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={press}
      />
      <kbd className="search-key" aria-hidden="true">
        /
      </kbd>
      <div className="search-results" hidden={!isShown}>
        <div id={`${id}-list`} role="listbox" aria-label={say('search.label')}>
          {items.map((item, index) => (
            <div
              key={item.customer}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => open(item.customer)}
            >
              <span className="search-name">{item.displayName ?? item.customer}</span>
              <span className="search-facts">
                {item.displayName !== null && <span>{item.customer}</span>}
                <span>{say('search.frictions', { count: item.frictions })}</span>
              </span>
            </div>
          ))}
        </div>
        {isShown && items.length === 0 && <p>{found.isError ? say('search.failed') : say('search.none', { text: asked })}</p>}
      </div>
      <span className="hidden" role="status">
        {isShown ? say('search.count', { count: items.length }) : ''}
      </span>
    </div>
  )
}

function useSlash(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      const isWriting = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]') !== null
      if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      field.current?.focus()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [field])
}
