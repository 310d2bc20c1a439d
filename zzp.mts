import { readFileSync } from 'node:fs'
import pg from 'pg'
import { YEAR_BEGINNING, YEAR_END } from './bench/madeYear.ts'
const src = readFileSync('bench/peers.ts', 'utf8')
const body = src.slice(src.indexOf('const STEPS'), src.indexOf('await withMany')).replace(/as const/g, '')
const DAY = 86_400_000
const { FOLLOWS, FUNNEL, JOURNEY, STEPS } = new Function('DAY', body + '; return { FOLLOWS, FUNNEL, JOURNEY, STEPS }')(DAY)
const c = new pg.Client({ connectionString: 'postgres://polku@127.0.0.1:5598/many10' }); await c.connect()
await c.query("SET statement_timeout = '240s'; SET track_io_timing = on")
for (const [name, text, params] of [['follows', FOLLOWS, []], ['funnel', FUNNEL, STEPS], ['journeys', JOURNEY, []]] as const) {
  const t = performance.now()
  try { await c.query(text, [YEAR_BEGINNING, YEAR_END, ...params]); console.log(name, ((performance.now() - t) / 1000).toFixed(1)) } catch (e) { console.log(name, 'failed after', ((performance.now() - t) / 1000).toFixed(1), (e as Error).message) }
}
await c.end()
