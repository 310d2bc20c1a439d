import { Link } from '@tanstack/react-router'
import type { ThemeListed } from '../../../api/themes.ts'
import { useSession } from '../../access/useSession.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { Words } from '../../i18n/words.ts'
import { Failed } from '../../shell/Failed.tsx'
import { ListTable, type Columns } from '../../shell/table/ListTable.tsx'
import { FeedbackFrame } from '../FeedbackFrame.tsx'
import { nameOfTheme } from '../nameOfTheme.ts'
import { NewTheme } from './NewTheme.tsx'
import { Progress } from './Progress.tsx'
import { Suggestions } from './Suggestions.tsx'
import { useThemes } from './useThemes.ts'
import './themes.css'

/** What customers are heard to talk about: growing subjects first, then every theme. */
export function ThemesPage() {
  const words = useWords()
  const { say } = words
  const { data, error, refetch } = useThemes()
  const role = useSession().data?.me?.role
  const mayChange = role === 'lead' || role === 'admin'
  const keys = data?.items.map(({ key }) => key) ?? []
  return (
    <FeedbackFrame title={say('places.themes')}>
      <p className="themes-about">{say('themes.about')}</p>
      <Progress reading={data?.reading} />
      <Suggestions mayChange={mayChange} taken={keys} />
      <div className="feedback-list">
        <h2>{say('themes.all')}</h2>
        {error && !data ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : data === undefined ? (
          <p role="status">{say('feedback.loading')}</p>
        ) : (
          <ListTable
            name="theme-list"
            label={say('themes.all')}
            rows={data.items}
            keyOf={({ key }) => key}
            columns={columnsOf(words, data.items)}
          />
        )}
      </div>
      {mayChange ? <NewTheme taken={keys} /> : <p className="faint">{say('themes.leadsOnly')}</p>}
    </FeedbackFrame>
  )
}

function tellState({ shipped, changed, into, retired }: ThemeListed, items: readonly ThemeListed[], words: Words): string {
  const { say } = words
  if (retired) return say('themes.state.retired')
  if (into !== null) {
    const names = items.find(({ key }) => key === into)?.names ?? {}
    return say('themes.state.merged', { theme: nameOfTheme({ theme: into, names }, words) })
  }
  return say(shipped ? (changed ? 'themes.state.changed' : 'themes.state.shipped') : 'themes.state.own')
}

function columnsOf(words: Words, items: readonly ThemeListed[]): Columns<ThemeListed> {
  const { say, formats } = words
  const nameOf = ({ key, names }: ThemeListed) => nameOfTheme({ theme: key, names }, words)
  const whole = (share: number) => formats.number(Math.round(share * 100))
  return [
    {
      key: 'name',
      title: say('themes.name'),
      cell: (row) => (
        <Link to="/feedback/themes/$theme" params={{ theme: row.key }} data-row>
          {nameOf(row)}
        </Link>
      ),
      value: nameOf,
    },
    { key: 'texts', title: say('themes.texts'), isNumber: true, cell: ({ texts }) => formats.number(texts), value: ({ texts }) => texts },
    {
      key: 'good',
      title: say('themes.good'),
      isNumber: true,
      cell: ({ good }) =>
        good === null ? say('said.few') : say('said.share', { share: whole(good.share), low: whole(good.low), high: whole(good.high) }),
      value: ({ good }) => good?.share ?? null,
    },
    { key: 'state', title: say('themes.state'), cell: (row) => tellState(row, items, words), value: (row) => tellState(row, items, words) },
  ]
}
