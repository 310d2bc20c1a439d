import { Button, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ThemeJson } from '../../../api/themes.ts'
import { deleteThemeExample, getThemeProposals, postThemeExamples, type ThemeProposal } from '../../../api/themeLearning.ts'
import type { VoiceLanguage } from '../../../domain/voice/languages.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useAct } from '../useAct.ts'
import { showForm } from './prepareForms.ts'
import type { ThemeEdit } from './useThemeEdit.ts'

interface Props {
  theme: ThemeJson
  edit: ThemeEdit
  mayChange: boolean
  /** Shows the words of a language. */
  shown: (language: VoiceLanguage) => void
}

/** Comments that belong to a theme or do not, and the words that they would teach it; a person chooses among them. */
export function Teach({ theme, edit, mayChange, shown }: Props) {
  const { say } = useWords()
  const { key, examples } = theme
  const params = { key }
  const queries = useQueryClient()
  const { attempt, isBusy, wrong } = useAct(['theme-proposals'])
  const [text, setText] = useState('')
  const keep = (act: () => Promise<ThemeJson>) => attempt(async () => void queries.setQueryData(['theme', key], await act()))
  const teach = async (belongs: boolean) => {
    const texts = text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .slice(0, 50)
    if (texts.length > 0 && (await keep(() => call(postThemeExamples, { params, body: { texts, belongs } })))) setText('')
  }
  return (
    <section className="theme-teach" aria-labelledby="theme-teach">
      <h3 id="theme-teach">{say('themes.teach')}</h3>
      <p className="faint">{say('themes.teachHint')}</p>
      {mayChange && (
        <>
          <Textarea
            label={say('themes.paste')}
            value={text}
            rows={3}
            maxLength={20_000}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className="survey-acts">
            <Button variant="default" disabled={isBusy || text.trim() === ''} onClick={() => void teach(true)}>
              {say('themes.belongs')}
            </Button>
            <Button variant="default" disabled={isBusy || text.trim() === ''} onClick={() => void teach(false)}>
              {say('themes.belongsNot')}
            </Button>
          </div>
        </>
      )}
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
      {examples.length > 0 && (
        <>
          <Proposals theme={theme} edit={edit} mayChange={mayChange} shown={shown} />
          <details>
            <summary>{say('themes.examples', { count: examples.length })}</summary>
            <ul className="themes-texts">
              {examples.map(({ id, text: said, language, belongs, found, by }) => (
                <li key={id}>
                  <blockquote lang={language === null || language === 'other' ? undefined : language}>{said}</blockquote>
                  <p className="faint">
                    {[
                      say(belongs ? 'themes.belongs' : 'themes.belongsNot'),
                      say(found ? 'themes.exampleFound' : 'themes.exampleMissed'),
                      by === null ? '' : say('themes.exampleBy', { name: by }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}{' '}
                    {mayChange && (
                      <button
                        type="button"
                        className="text-link"
                        disabled={isBusy}
                        aria-label={say('themes.forgetOf', { text: said.slice(0, 80) })}
                        onClick={() => void keep(() => call(deleteThemeExample, { params: { key, id } }))}
                      >
                        {say('themes.forget')}
                      </button>
                    )}
                  </p>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </section>
  )
}

function Proposals({ theme, edit, mayChange, shown }: Props) {
  const { say } = useWords()
  const { key, revision } = theme
  const { data } = useQuery({
    queryKey: ['theme-proposals', key, revision],
    queryFn: ({ signal }) => call(getThemeProposals, { params: { key }, signal }),
  })
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [isTaken, setTaken] = useState(false)
  if (data === undefined) return <p role="status">{say('themes.effectWait')}</p>
  const isThere = (part: 'words' | 'not') => (each: ThemeProposal) => edit.draft.words[each.language]?.[part].includes(each.form) ?? false
  const parts = (['words', 'not'] as const).map((part) => ({
    part,
    items: (part === 'words' ? data.add : data.exclude).filter((each) => !isThere(part)(each)),
  }))
  const idOf = (part: string, { language, form }: ThemeProposal) => `${part} ${language} ${form}`
  const take = () => {
    const words = structuredClone(edit.draft.words)
    for (const { part, items } of parts) {
      for (const each of items.filter((item) => ticked.has(idOf(part, item)))) {
        const now = (words[each.language] ??= { words: [], not: [] })
        now[part].push(each.form)
        shown(each.language)
      }
    }
    edit.change({ words })
    setTicked(new Set())
    setTaken(true)
  }
  const isEmpty = parts.every(({ items }) => items.length === 0)
  return (
    <div className="theme-proposals">
      <h4>{say('themes.proposed')}</h4>
      {isEmpty && !isTaken && <p>{say('themes.proposedNone')}</p>}
      {parts.map(
        ({ part, items }) =>
          items.length > 0 && (
            <fieldset key={part} disabled={!mayChange}>
              <legend>{say(part === 'words' ? 'themes.proposedAdd' : 'themes.proposedNot')}</legend>
              {items.map((each) => (
                <label key={idOf(part, each)} className="cases-tick">
                  <input
                    type="checkbox"
                    checked={ticked.has(idOf(part, each))}
                    onChange={(event) => setTicked(withTick(ticked, idOf(part, each), event.currentTarget.checked))}
                  />
                  <span>
                    <strong lang={each.language}>{showForm(each.form)}</strong>{' '}
                    <span className="faint">{say('themes.proposal', { texts: each.texts, others: each.others })}</span>
                  </span>
                </label>
              ))}
            </fieldset>
          ),
      )}
      {mayChange && !isEmpty && (
        <Button variant="default" disabled={ticked.size === 0} onClick={take}>
          {say('themes.takeWords')}
        </Button>
      )}
      <p role="status">{isTaken && edit.isChanged && say('themes.tookWords')}</p>
    </div>
  )
}

function withTick(ticked: ReadonlySet<string>, id: string, isOn: boolean): Set<string> {
  const next = new Set(ticked)
  if (isOn) next.add(id)
  else next.delete(id)
  return next
}
