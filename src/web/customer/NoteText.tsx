import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { deleteNote, patchNote, postNote, type NoteJson } from '../../api/customerNotes.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { useUndo } from '../shell/Undo.tsx'

function useNotes(customer: string) {
  const queries = useQueryClient()
  const [isWrong, setIsWrong] = useState(false)
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      setIsWrong(false)
      await work()
      await queries.invalidateQueries({ queryKey: ['customer', customer, 'notes'] })
      return true
    } catch {
      setIsWrong(true)
      return false
    }
  }
  return { attempt, isWrong }
}

/** A note as it was written; whoever wrote it may change or delete it here. */
export function NoteText({ customer, note }: { customer: string; note: NoteJson }) {
  const { say, formats } = useWords()
  const { attempt, isWrong } = useNotes(customer)
  const queries = useQueryClient()
  const offerUndo = useUndo()
  const [text, setText] = useState<string | null>(null)
  const params = { customer, note: note.id }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await attempt(() => call(patchNote, { params, body: { text: text ?? '' } }))) setText(null)
  }
  const remove = async () => {
    if (!(await attempt(() => call(deleteNote, { params })))) return
    offerUndo({
      text: say('note.deleted'),
      undo: async () => {
        await call(postNote, { params: { customer }, body: { text: note.text } })
        await queries.invalidateQueries({ queryKey: ['customer', customer, 'notes'] })
      },
    })
  }
  if (text !== null) {
    return (
      <form className="note-form" onSubmit={(event) => void save(event)}>
        <textarea
          aria-label={say('note.label')}
          required
          maxLength={4000}
          rows={3}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Wrong isWrong={isWrong} />
        <div className="note-acts">
          <Button type="submit" size="compact-sm">
            {say('note.save')}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => setText(null)}>
            {say('note.cancel')}
          </Button>
        </div>
      </form>
    )
  }
  return (
    <>
      <p className="moment-text">{note.text}</p>
      {note.editedAt !== null && <p className="faint">{say('note.edited', { time: formats.moment(Date.parse(note.editedAt)) })}</p>}
      <Wrong isWrong={isWrong} />
      {note.mine && (
        <p className="note-acts">
          <button type="button" className="text-link" onClick={() => setText(note.text)}>
            {say('note.edit')}
          </button>
          <button type="button" className="text-link" onClick={() => void remove()}>
            {say('note.delete')}
          </button>
        </p>
      )}
    </>
  )
}

/** Where a new note is written; what is written stays in this browser tab until it is saved. */
export function NoteForm({ customer }: { customer: string }) {
  const { say } = useWords()
  const { attempt, isWrong } = useNotes(customer)
  const kept = `polku note ${customer}`
  const [text, setText] = useState(() => sessionStorage.getItem(kept) ?? '')
  const write = (next: string) => {
    setText(next)
    if (next === '') sessionStorage.removeItem(kept)
    else sessionStorage.setItem(kept, next)
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await attempt(() => call(postNote, { params: { customer }, body: { text } }))) write('')
  }
  return (
    <form className="note-form" onSubmit={(event) => void save(event)}>
      <textarea
        aria-label={say('note.label')}
        placeholder={say('note.hint')}
        required
        maxLength={4000}
        rows={2}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Wrong isWrong={isWrong} />
      {text.trim() !== '' && (
        <Button type="submit" size="compact-sm">
          {say('note.save')}
        </Button>
      )}
    </form>
  )
}

function Wrong({ isWrong }: { isWrong: boolean }) {
  const { say } = useWords()
  return (
    <p role="alert" className="entry-wrong">
      {isWrong ? say('note.wrong') : null}
    </p>
  )
}
