import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { bringThemeBack, mergeTheme, postTheme, putTheme, retireTheme } from '../../api/themes.ts'
import type { Actor } from '../../domain/access/may.ts'
import { changesOf, countsAs, layOver, UNCHANGED, type ThemeState } from '../../domain/voice/themeChanges.ts'
import type { Database, Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { HttpProblem, notFound, wrongInput } from '../http/problem.ts'
import { SHIPPED, statesOf, themeRows, type ThemeRow } from './themesInUse.ts'

/** Who changes a theme, and when (ms since 1970 UTC). */
export interface ThemeChanging {
  database: Database
  actor: Actor
  now: number
}

type Act = 'made' | 'changed' | 'merged' | 'parted' | 'retired' | 'restored' | 'back'

/** Themes of an organisation's own at most; each is looked for in every text. */
const MOST_THEMES = 200
/** Words that stand in addresses where a key would. */
const RESERVED = ['try', 'suggestions']

/** Makes a theme. Throws problem 409 when its key is taken, 422 when there are too many. */
export async function makeTheme(by: ThemeChanging, { key, names, words }: z.output<typeof postTheme.body>): Promise<void> {
  checkNames(names)
  if (RESERVED.includes(key)) throw wrongInput(422, [{ field: 'key', message: 'must be another word: this one stands in addresses' }])
  await by.database.transaction(async (tx) => {
    const rows = await lockThemes(tx)
    if (SHIPPED.has(key) || rows.some((row) => row.key === key)) {
      throw new HttpProblem(409, 'not-now', `The key ${key} is taken by another theme.`, { detail: 'Give this one another key.' })
    }
    if (rows.length >= MOST_THEMES) throw notNow(`There are ${MOST_THEMES} themes already: merge some, or write on a retired one.`)
    await keep(tx, by, { key, state: { ...UNCHANGED, ...changesOf(undefined, { names, words }) }, revision: 1 }, 'made')
  })
}

/** Writes a theme's names and words. */
export function writeTheme(by: ThemeChanging, key: string, { revision, names, words }: z.output<typeof putTheme.body>): Promise<void> {
  checkNames(names)
  return change(by, key, revision, (state) => ['changed', { ...state, ...changesOf(SHIPPED.get(key), { names, words }) }])
}

/** Lets a theme count as another, or as itself again. Throws problem 409 when the other is out of use, 422 when it is part of this one. */
export function merge(by: ThemeChanging, key: string, { into, revision }: z.output<typeof mergeTheme.body>): Promise<void> {
  return change(by, key, revision, (state, rows) => {
    if (into === null) return ['parted', { ...state, into: null }]
    const states = statesOf(rows)
    const wrong = (message: string) => wrongInput(422, [{ field: 'into', message }])
    if (into === key || countsAs(into, states) === key) throw wrong('must not be this theme, or one that was merged into it')
    if (!SHIPPED.has(into) && !states.has(into)) throw wrong('must be the key of a theme')
    const other = states.get(into)
    if (other?.into || other?.retired) throw notNow('That theme is merged or retired itself: choose one that is looked for.')
    return ['merged', { ...state, into, retired: false }]
  })
}

/** Retires a theme, or restores it. */
export function retire(by: ThemeChanging, key: string, { retired, revision }: z.output<typeof retireTheme.body>): Promise<void> {
  return change(by, key, revision, (state) => [retired ? 'retired' : 'restored', { ...state, retired }])
}

/** Makes a theme what it was at an earlier revision, 0 = as it comes with Polku. Throws problem 422 when there was no such. */
export function bringBack(by: ThemeChanging, key: string, { to, revision }: z.output<typeof bringThemeBack.body>): Promise<void> {
  return change(by, key, revision, async (state, rows, tx) => {
    const [earlier] = await tx.query<{ state: ThemeState }>('SELECT state FROM theme_changes WHERE theme = $1 AND revision = $2', [key, to])
    const was = earlier?.state ?? (to === 0 && SHIPPED.has(key) ? UNCHANGED : undefined)
    if (was === undefined) throw wrongInput(422, [{ field: 'to', message: 'must be a revision of its history' }])
    // Meanwhile the other theme may have become a part of this one.
    const isCircle = was.into !== null && countsAs(was.into, statesOf(rows)) === key
    return ['back', isCircle ? { ...was, into: state.into } : was]
  })
}

/** A theme as its row says; one that nobody has touched is at revision 0. Throws problem 404 without one. */
export function rowOf(key: string, rows: readonly ThemeRow[]): ThemeRow {
  const row = rows.find((each) => each.key === key)
  if (row !== undefined) return row
  if (!SHIPPED.has(key)) throw notFound(`theme ${key}`)
  return { key, state: UNCHANGED, revision: 0 }
}

type Decided = readonly [act: Act, state: ThemeState]

/** Changes a theme as it was last seen; nothing when that makes it what it is. Throws problem 409 when it has changed since. */
function change(
  by: ThemeChanging,
  key: string,
  revision: number,
  decide: (state: ThemeState, rows: readonly ThemeRow[], tx: Queryable) => Decided | Promise<Decided>,
): Promise<void> {
  return by.database.transaction(async (tx) => {
    const rows = await lockThemes(tx)
    const row = rowOf(key, rows)
    if (row.revision !== revision) throw await changedSince(tx, row, revision)
    const [act, state] = await decide(row.state, rows, tx)
    checkNames(layOver(SHIPPED.get(key), key, state).names)
    if (!isDeepStrictEqual(state, row.state)) await keep(tx, by, { key, state, revision: revision + 1 }, act)
  })
}

/** Themes depend on each other, so that they are changed one at a time. */
async function lockThemes(tx: Queryable): Promise<ThemeRow[]> {
  await tx.query('LOCK TABLE themes IN SHARE ROW EXCLUSIVE MODE')
  return themeRows(tx)
}

async function keep(tx: Queryable, { actor, now }: ThemeChanging, { key, state, revision }: ThemeRow, act: Act): Promise<void> {
  await tx.query(
    `INSERT INTO themes (key, state, revision) VALUES ($1, $2::jsonb, $3)
     ON CONFLICT (key) DO UPDATE SET state = excluded.state, revision = excluded.revision`,
    [key, json(state), revision],
  )
  await tx.query('INSERT INTO theme_changes (theme, revision, act, state, at, by) VALUES ($1, $2, $3, $4::jsonb, $5, $6)', [
    key,
    revision,
    act,
    json(state),
    now,
    nameOf(actor),
  ])
}

async function changedSince(tx: Queryable, { key, revision }: ThemeRow, seen: number): Promise<HttpProblem> {
  const [last] = await tx.query<{ by: string | null }>('SELECT by FROM theme_changes WHERE theme = $1 AND revision = $2', [key, revision])
  return new HttpProblem(409, 'changed', `${last?.by ?? 'Somebody'} has changed the theme since you saw it.`, {
    detail: `It is at revision ${revision}, you have read ${seen}. Nothing was kept of yours: read the theme again.`,
    problems: [{ field: 'revision', message: `must be ${revision}, as the theme stands now` }],
  })
}

function notNow(title: string): HttpProblem {
  return new HttpProblem(409, 'not-now', title)
}

/** Throws problem 422 for a theme that is called nothing. */
function checkNames(names: object): void {
  if (Object.keys(names).length === 0) throw wrongInput(422, [{ field: 'names', message: 'must have a name in one language at least' }])
}

/** Under what name somebody's change stands; null for a program. */
export function nameOf(actor: Actor): string | null {
  return actor.kind === 'employee' ? actor.name : null
}
