import { Button, TextInput } from '@mantine/core'
import { useId, useState, type FormEvent } from 'react'
import type { MentionSourceJson } from '../../api/mentionSource.ts'
import { useWords } from '../i18n/useWords.ts'
import { Choice } from './Choice.tsx'

/** A source as it is filled in. */
export type FilledSource = Pick<MentionSourceJson, 'name' | 'url' | 'kind' | 'touchpoint' | 'everyMinutes' | 'active'>

const focus = (node: HTMLInputElement | null) => node?.focus()
const KINDS = ['feed', 'page'] as const
const TOUCHPOINTS = ['review-site', 'social-post'] as const
const MINUTES = [15, 60, 360, 1440] as const

interface Props {
  given: MentionSourceJson | null
  isBusy: boolean
  /** What was refused, by field. */
  problems: readonly { field: string; message: string }[]
  save: (filled: FilledSource) => void
  close: () => void
}

/** Fills in a feed or page that is to be read. */
export function SourceForm({ given, isBusy, problems, save, close }: Props) {
  const { say, touchpoint: nameTouchpoint } = useWords()
  const field = useId()
  const [filled, setFilled] = useState<FilledSource>(
    () => given ?? { name: '', url: '', kind: 'feed', touchpoint: 'review-site', everyMinutes: 60, active: true },
  )
  const change = (part: Partial<FilledSource>) => setFilled({ ...filled, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { name, url, kind, touchpoint, everyMinutes, active } = filled
    save({ name, url, kind, touchpoint, everyMinutes, active })
  }
  const isWrong = (name: string) => problems.some((problem) => problem.field === name)
  return (
    <form className="notice-form" aria-label={say(given === null ? 'mentions.newSource' : 'mentions.edit')} onSubmit={submit}>
      {given === null && (
        <TextInput
          ref={focus}
          label={say('mentions.sourceName')}
          description={say('mentions.sourceNameHint')}
          required
          maxLength={60}
          value={filled.name}
          aria-invalid={isWrong('name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      )}
      <TextInput
        ref={given === null ? undefined : focus}
        label={say('mentions.address')}
        description={say('mentions.addressHint')}
        type="url"
        autoComplete="off"
        required
        maxLength={2000}
        value={filled.url}
        aria-invalid={isWrong('url')}
        onChange={(event) => change({ url: event.currentTarget.value })}
      />
      <Choice
        label={say('mentions.kind')}
        value={filled.kind}
        none={null}
        options={KINDS.map((kind) => [kind, say(`mentions.kind.${kind}`)])}
        change={(kind) => change({ kind: kind === 'page' ? 'page' : 'feed' })}
      />
      <Choice
        label={say('answers.touchpoint')}
        value={filled.touchpoint}
        none={null}
        options={TOUCHPOINTS.map((key) => [key, nameTouchpoint(key)])}
        change={(touchpoint) => change({ touchpoint: touchpoint ?? 'review-site' })}
      />
      <Choice
        label={say('mentions.often')}
        value={filled.everyMinutes}
        none={null}
        options={MINUTES.map((minutes) => [minutes, say('mentions.every', { count: minutes })])}
        change={(minutes) => change({ everyMinutes: Number(minutes) })}
      />
      <label className="tick" htmlFor={field}>
        <input id={field} type="checkbox" checked={filled.active} onChange={() => change({ active: !filled.active })} />
        {say('mentions.active')}
      </label>
      <p role="alert" className="entry-wrong">
        {isWrong('name') ? say('mentions.wrongName') : isWrong('url') ? say('mentions.wrongAddress') : null}
      </p>
      <div className="notice-buttons">
        <Button type="submit" loading={isBusy}>
          {say('mentions.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {say('mentions.close')}
        </Button>
      </div>
    </form>
  )
}
