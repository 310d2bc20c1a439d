import type { AnalysisDocument } from './analysisDocument.ts'
import { count, lasting, layTable, several, share } from './table.ts'

const MOST = 15

/** The analysis as people read it: plain text, one table for each question. */
export function report(analysis: AnalysisDocument): string {
  const sections = [
    headOf(analysis),
    pathsOf(analysis),
    frictionsOf(analysis),
    lossesOf(analysis),
    touchpointsOf(analysis),
    transitionsOf(analysis),
    channelsOf(analysis),
    variantsOf(analysis),
    notJudgedOf(analysis),
  ]
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

function headOf({
  encounters,
  customers,
  rejected,
  skipped,
  duplicates,
  later,
  firstAt,
  lastAt,
  asOf,
  broken,
}: AnalysisDocument): string[] {
  const aside = [
    [duplicates, 'known already and counted once'],
    [later, 'dated after the clock and left out'],
    [skipped, 'left out by the map'],
    [rejected, 'rejected'],
  ] as const
  return [
    `${several(encounters, 'encounter')} of ${several(customers, 'customer')}`,
    ...(firstAt === null ? [] : [`from ${firstAt} to ${lastAt}, judged as of ${asOf}`]),
    ...aside.filter(([number]) => number > 0).map(([number, says]) => `${count(number)} ${says}`),
    ...(broken.length > 0 ? ['Part of the input could not be read, so this is not the whole.'] : []),
  ]
}

function pathsOf({
  paths,
  handovers,
  pathsWithHandover,
  bounces,
  pathsWithBounce,
  pathDurationSeconds,
  outcomes,
}: AnalysisDocument): string[] {
  if (paths.total === 0) return []
  const states = (['active', 'paused', 'abandoned', 'completed'] as const).map((state) => [
    state,
    count(paths[state]),
    share(paths[state], paths.total),
  ])
  const came = outcomes.filter(({ outcome }) => outcome !== null)
  const { median, mean, p90 } = pathDurationSeconds
  return [
    `PATHS  ${count(paths.total)}`,
    ...layTable([{ heading: 'state', lean: 'left' }, right('paths'), right('share')], states),
    ...(came.length > 0
      ? layTable(
          [{ heading: 'outcome', lean: 'left' }, right('paths'), right('share')],
          came.map((each) => [each.outcome!, count(each.paths), share(each.paths, paths.total)]),
        )
      : []),
    `  lasted ${lasting(median)} (median), ${lasting(mean)} (mean), ${lasting(p90)} (nine of ten at most)`,
    `  ${several(paths.resumptions, 'resumption')} on ${several(paths.pathsWithResumption, 'path')}`,
    `  ${several(handovers, 'handover')} on ${several(pathsWithHandover, 'path')}, bounces: ${count(bounces)} on ${several(pathsWithBounce, 'path')}`,
  ]
}

function right(heading: string) {
  return { heading, lean: 'right' as const }
}

function left(heading: string) {
  return { heading, lean: 'left' as const }
}

function frictionsOf({ frictions }: AnalysisDocument): string[] {
  if (frictions.length === 0) return []
  const rows = [...frictions].sort((a, b) => b.count - a.count).map((each) => [each.kind, count(each.count), count(each.customers)])
  return ['FRICTIONS', ...layTable([left('kind'), right('times'), right('customers')], rows)]
}

function lossesOf({ losses }: AnalysisDocument): string[] {
  if (losses.length === 0) return []
  const rows = losses.slice(0, MOST).map((loss) => [loss.customer, loss.products.join(', '), lasting(loss.leadTimeSeconds)])
  return [heading('LOSSES', losses.length), ...layTable([left('customer'), left('products'), right('time there was')], rows)]
}

function touchpointsOf({ touchpoints }: AnalysisDocument): string[] {
  if (touchpoints.length === 0) return []
  const rows = touchpoints.slice(0, MOST).map((each) => [each.touchpoint, count(each.encounters), count(each.customers)])
  return [heading('TOUCHPOINTS', touchpoints.length), ...layTable([left('touchpoint'), right('encounters'), right('customers')], rows)]
}

function transitionsOf({ transitions }: AnalysisDocument): string[] {
  if (transitions.length === 0) return []
  const rows = transitions.slice(0, MOST).map((each) => [each.from, each.to, count(each.count), lasting(each.medianSeconds)])
  return [heading('TRANSITIONS', transitions.length), ...layTable([left('from'), left('to'), right('times'), right('median')], rows)]
}

function channelsOf({ channels }: AnalysisDocument): string[] {
  if (channels.every(({ channel }) => channel === null)) return []
  const rows = channels.map((each) => [each.channel ?? '(none given)', count(each.encounters)])
  return ['CHANNELS', ...layTable([left('channel'), right('encounters')], rows)]
}

function variantsOf({ variants }: AnalysisDocument): string[] {
  if (variants.count === 0) return []
  const top = variants.top.slice(0, 5)
  const width = Math.max(...top.map(({ paths }) => count(paths).length))
  return [
    heading('VARIANTS', variants.count, 5),
    ...top.map(({ paths, touchpoints }) => `  ${count(paths).padStart(width)}  ${brief(touchpoints)}`),
  ]
}

function brief(touchpoints: readonly string[]): string {
  const shown = touchpoints.length > 8 ? [...touchpoints.slice(0, 8), `… ${touchpoints.length - 8} more`] : touchpoints
  return shown.join(' → ')
}

function notJudgedOf({ notJudged }: AnalysisDocument): string[] {
  const byReason = new Map<string, string[]>()
  for (const { kind, because } of notJudged) byReason.set(because, [...(byReason.get(because) ?? []), kind])
  if (byReason.size === 0) return []
  return ['NOT JUDGED', ...[...byReason].flatMap(([because, kinds]) => [`  ${kinds.join(', ')}`, `    ${because}`])]
}

function heading(title: string, all: number, most = MOST): string {
  return all > most ? `${title}  the ${most} most of ${count(all)}` : `${title}  ${count(all)}`
}
