import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { mergeTheme, retireTheme, type ThemeJson, type ThemeListed } from '../../../api/themes.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Choice } from '../Choice.tsx'
import { nameOfTheme } from '../nameOfTheme.ts'
import type { ThemeEdit } from './useThemeEdit.ts'
import { inUse } from './useThemes.ts'

interface Props {
  theme: ThemeJson
  edit: ThemeEdit
  mayChange: boolean
  items: readonly ThemeListed[]
}

/** What a theme counts as: itself, another that it was merged into, or nothing any more. */
export function ThemeUse({ theme, edit, mayChange, items }: Props) {
  const words = useWords()
  const { say, formats } = words
  const [chosen, setChosen] = useState<string | undefined>()
  const { key, into, retired, merged } = theme
  const params = { key }
  const nameOf = (other: string) => nameOfTheme({ theme: other, names: items.find((each) => each.key === other)?.names ?? {} }, words)
  const merge = (other: string | null, done: string) =>
    void edit.doing(done, (revision) => call(mergeTheme, { params, body: { into: other, revision } }))
  const retire = (isOut: boolean) =>
    void edit.doing(say(isOut ? 'themes.retiredDone' : 'themes.restoredDone'), (revision) =>
      call(retireTheme, { params, body: { retired: isOut, revision } }),
    )
  const others = inUse(items).filter((other) => other.key !== key && !merged.some((part) => part.key === other.key))
  return (
    <section className="theme-use" aria-labelledby="theme-use">
      <h3 id="theme-use">{say('themes.use')}</h3>
      {merged.length > 0 && (
        <p>
          {say('themes.parts')}{' '}
          {merged.map((part, index) => (
            <span key={part.key}>
              {index > 0 && ', '}
              <Link to="/feedback/themes/$theme" params={{ theme: part.key }}>
                {nameOfTheme({ theme: part.key, names: part.names }, words)}
              </Link>
            </span>
          ))}
        </p>
      )}
      {into !== null && (
        <p>
          <Link to="/feedback/themes/$theme" params={{ theme: into }}>
            {say('themes.mergedInto', { theme: nameOf(into) })}
          </Link>
        </p>
      )}
      {mayChange && into !== null && (
        <Button variant="default" disabled={edit.isBusy} onClick={() => merge(null, say('themes.partedDone'))}>
          {say('themes.part')}
        </Button>
      )}
      {mayChange && into === null && !retired && (
        <>
          <p className="faint">{say('themes.mergeHint')}</p>
          <div className="themes-line">
            <Choice
              label={say('themes.mergeInto')}
              value={chosen}
              none={say('themes.choose')}
              options={others
                .map((other): [string, string] => [other.key, nameOf(other.key)])
                .toSorted(([, one], [, other]) => one.localeCompare(other, formats.locale))}
              change={setChosen}
            />
            <Button
              variant="default"
              disabled={edit.isBusy || chosen === undefined}
              onClick={() => chosen !== undefined && merge(chosen, say('themes.mergedDone'))}
            >
              {say('themes.mergeDo')}
            </Button>
          </div>
        </>
      )}
      {mayChange && (
        <>
          <p className="faint">{say(retired ? 'themes.retiredHint' : 'themes.retireHint')}</p>
          <Button variant="default" disabled={edit.isBusy} onClick={() => retire(!retired)}>
            {say(retired ? 'themes.restore' : 'themes.retire')}
          </Button>
        </>
      )}
    </section>
  )
}
