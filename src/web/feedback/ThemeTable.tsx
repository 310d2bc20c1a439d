import type { getThemes, ThemeFigure } from '../../api/verbatim.ts'
import type { z } from 'zod'
import { useWords } from '../i18n/useWords.ts'
import type { Words } from '../i18n/words.ts'
import { ListTable, type Columns } from '../shell/table/ListTable.tsx'
import { worstTheme } from './prepareThemes.ts'
import { nameOfTheme } from './nameOfTheme.ts'

interface Props {
  figures: z.output<typeof getThemes.answer>
  chosen: string | undefined
  choose: (theme: string | undefined) => void
}

/** Themes of a period: how often, how they felt, and what each does to the share of good scores. */
export function ThemeTable({ figures, chosen, choose }: Props) {
  const words = useWords()
  const { say, formats } = words
  const { texts, rated, good, goodBefore, themes, unread } = figures
  const worst = worstTheme(themes)
  const percent = (share: number) => formats.number(Math.round(share * 100))
  return (
    <div className="feedback-list">
      <h2>{say('said.themes')}</h2>
      <p>
        {say('said.summary', {
          texts,
          rated,
          from: formats.plainDate(Date.parse(figures.since)),
          to: formats.plainDate(Date.parse(figures.until)),
        })}{' '}
        {good === null
          ? say('said.fewRated')
          : say('said.good', { share: percent(good.share), low: percent(good.low), high: percent(good.high) })}{' '}
        {good !== null && goodBefore !== null && say('said.goodBefore', { share: percent(goodBefore.share) })}{' '}
        {unread > 0 && say('said.unread', { count: unread })}
      </p>
      {worst !== null && (
        <p>
          <strong>{say('said.worst', { theme: nameOfTheme(worst, words), points: points(worst.points!, words) })}</strong>
        </p>
      )}
      <ListTable
        name="themes"
        label={say('said.themes')}
        rows={themes}
        keyOf={({ theme }) => theme}
        columns={columnsOf(words, chosen, choose)}
      />
      <p className="faint">{say('said.method')}</p>
    </div>
  )
}

/** Percentage points with their sign. */
function points(value: number, { formats }: Words): string {
  const rounded = Math.round(value * 10) / 10
  return `${rounded > 0 ? '+' : rounded < 0 ? '−' : ''}${formats.number(Math.abs(rounded))}`
}

function columnsOf(words: Words, chosen: string | undefined, choose: Props['choose']): Columns<ThemeFigure> {
  const { say, formats } = words
  const share = (told: ThemeFigure['good']) =>
    told === null ? say('said.few') : say('said.share', { share: whole(told.share), low: whole(told.low), high: whole(told.high) })
  const whole = (value: number) => formats.number(Math.round(value * 100))
  const change = ({ texts, before }: ThemeFigure) => `${texts >= before ? '+' : '−'}${formats.number(Math.abs(texts - before))}`
  return [
    {
      key: 'theme',
      title: say('said.theme'),
      cell: (row) => (
        <button
          type="button"
          className="text-link"
          data-row
          aria-pressed={chosen === row.theme}
          onClick={() => choose(chosen === row.theme ? undefined : row.theme)}
        >
          {nameOfTheme(row, words)}
        </button>
      ),
      value: (row) => nameOfTheme(row, words),
    },
    { key: 'texts', title: say('said.texts'), isNumber: true, cell: ({ texts }) => formats.number(texts), value: ({ texts }) => texts },
    { key: 'change', title: say('said.change'), isNumber: true, cell: change, value: ({ texts, before }) => texts - before },
    {
      key: 'bitter',
      title: say('said.bitter'),
      isNumber: true,
      cell: ({ negative }) => share(negative),
      value: ({ negative }) => negative?.share ?? null,
    },
    { key: 'good', title: say('said.goodWith'), isNumber: true, cell: ({ good }) => share(good), value: ({ good }) => good?.share ?? null },
    {
      key: 'without',
      title: say('said.goodWithout'),
      isNumber: true,
      cell: ({ goodWithout }) => share(goodWithout),
      value: ({ goodWithout }) => goodWithout?.share ?? null,
    },
    {
      key: 'points',
      title: say('said.points'),
      isNumber: true,
      cell: (row) =>
        row.points === null ? say('said.few') : <strong data-sinks={row.points <= -1 || undefined}>{points(row.points, words)}</strong>,
      value: ({ points: value }) => value,
    },
    {
      key: 'pointsBefore',
      title: say('said.pointsBefore'),
      isNumber: true,
      cell: ({ pointsBefore }) => (pointsBefore === null ? say('said.few') : points(pointsBefore, words)),
      value: ({ pointsBefore }) => pointsBefore,
    },
  ]
}
