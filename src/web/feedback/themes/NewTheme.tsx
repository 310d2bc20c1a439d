import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { postTheme } from '../../../api/themes.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useAct } from '../useAct.ts'
import { keyOfTheme } from './keyOfTheme.ts'

/** Makes a theme of its name; its words are given on its own page. */
export function NewTheme({ taken }: { taken: readonly string[] }) {
  const { say, language } = useWords()
  const navigate = useNavigate()
  const { attempt, isBusy, wrong } = useAct(['themes'])
  const [name, setName] = useState('')
  const make = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    void attempt(async () => {
      const body = { key: keyOfTheme(name, taken), names: { [language]: name.trim() } }
      const { key } = await call(postTheme, { body })
      await navigate({ to: '/feedback/themes/$theme', params: { theme: key } })
    })
  }
  return (
    <form className="themes-new" aria-label={say('themes.new')} onSubmit={make}>
      <h2>{say('themes.new')}</h2>
      <div className="themes-line">
        <TextInput
          label={say('themes.newName')}
          value={name}
          maxLength={80}
          required
          withAsterisk={false}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={isBusy}>
          {say('themes.make')}
        </Button>
      </div>
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
    </form>
  )
}
