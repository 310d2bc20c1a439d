import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import { getTouchpoints } from '../../../api/touchpoint.ts'
import type { GivenTouchpoint } from '../../../domain/journey/draft.ts'
import { addStage, addTouchpoint } from '../../../domain/journey/draftEdits.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { Editing } from './editing.ts'
import { keyOf, renamed } from './names.ts'

/** Adds a touchpoint to a stage: one that is known already, or a new one by its name. */
export function AddTouchpoint({ editing, stage, stageName }: { editing: Editing; stage: string | null; stageName: string }) {
  const { draft, choose } = editing
  const { say, touchpoint: nameTouchpoint, language } = useWords()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const choice = useRef<HTMLSelectElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (isOpen) choice.current?.focus()
    else if (wasOpen.current && document.activeElement === document.body) opener.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  const [known, setKnown] = useState('')
  const [name, setName] = useState('')
  const all = useQuery({ queryKey: ['touchpoints'], queryFn: ({ signal }) => call(getTouchpoints, { signal }), enabled: isOpen })
  const listed = new Set(draft.now.journey.touchpoints)
  const others = (all.data?.items ?? []).filter(({ key }) => !listed.has(key))

  function submit(event: FormEvent): void {
    event.preventDefault()
    const found = others.find(({ key }) => key === known)
    const named = renamed(undefined, language, name.trim())
    if (!found && !named) return
    const taken = [...others.map(({ key }) => key), ...listed]
    const made: GivenTouchpoint = found
      ? ((found.definition ?? { key: found.key }) as GivenTouchpoint)
      : { key: keyOf(name, taken), ...(named && { name: named }), facing: 'customer' }
    draft.change((from) => addTouchpoint(from, made, stage))
    choose({ sort: 'touchpoint', key: made.key })
    setOpen(false)
    setKnown('')
    setName('')
  }

  if (!isOpen) {
    return (
      <button
        ref={opener}
        type="button"
        className="text-link"
        aria-label={say('define.addTouchpointTo', { stage: stageName })}
        onClick={() => setOpen(true)}
      >
        {say('define.addTouchpoint')}
      </button>
    )
  }
  return (
    <form className="define-add" onSubmit={submit}>
      <label htmlFor={id}>{say('define.knownTouchpoint')}</label>
      <select ref={choice} id={id} className="choice" value={known} onChange={(event) => setKnown(event.currentTarget.value)}>
        <option value="">{say('define.newTouchpoint')}</option>
        {others.map(({ key }) => (
          <option key={key} value={key}>
            {nameTouchpoint(key)}
          </option>
        ))}
      </select>
      {known === '' && (
        <TextInput label={say('define.field.name')} value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
      )}
      <div className="define-buttons">
        <Button type="submit" size="xs">
          {say('define.add')}
        </Button>
        <Button variant="default" size="xs" onClick={() => setOpen(false)}>
          {say('define.cancel')}
        </Button>
      </div>
    </form>
  )
}

/** Adds a stage by its name. */
export function AddStage({ editing: { draft, choose } }: { editing: Editing }) {
  const { say, language } = useWords()
  const [name, setName] = useState('')
  function submit(event: FormEvent): void {
    event.preventDefault()
    const named = renamed(undefined, language, name.trim())
    if (!named) return
    const key = keyOf(
      name,
      (draft.now.journey.stages ?? []).map((each) => each.key),
    )
    draft.change((from) => addStage(from, { key, name: named }))
    choose({ sort: 'stage', key })
    setName('')
  }
  return (
    <form className="define-add-stage" onSubmit={submit}>
      <TextInput label={say('define.newStage')} value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
      <Button type="submit" variant="default">
        {say('define.addStage')}
      </Button>
    </form>
  )
}
