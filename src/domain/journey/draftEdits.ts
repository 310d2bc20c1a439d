import type { GivenChannel, GivenJourney, GivenTouchpoint, WholeDefinition } from './draft.ts'

/** A stage of a draft with its touchpoints in order; stage null = those at none of the journey's stages. */
export interface DraftColumn {
  stage: NonNullable<GivenJourney['stages']>[number] | null
  touchpoints: GivenTouchpoint[]
}

type Frictions = NonNullable<GivenJourney['frictions']>

/** The stages of a draft in order, each with its touchpoints, and last those at none of them. */
export function draftColumns({ journey, touchpoints }: WholeDefinition): DraftColumn[] {
  const stages = journey.stages ?? []
  const keys = new Set(stages.map(({ key }) => key))
  const isAt = (key: string) => touchpoints.filter(({ stage }) => stage === key)
  const others = touchpoints.filter(({ stage }) => stage === undefined || !keys.has(stage))
  return [...stages.map((stage) => ({ stage, touchpoints: isAt(stage.key) })), { stage: null, touchpoints: others }]
}

/** Changes fields of the journey; an undefined field is taken away, so that its default holds. */
export function changeJourney(draft: WholeDefinition, fields: Partial<GivenJourney>): WholeDefinition {
  return { ...draft, journey: changed(draft.journey, fields) }
}

/** Changes fields of one touchpoint; an undefined field is taken away. */
export function changeTouchpoint(draft: WholeDefinition, key: string, fields: Partial<GivenTouchpoint>): WholeDefinition {
  return { ...draft, touchpoints: draft.touchpoints.map((each) => (each.key === key ? changed(each, fields) : each)) }
}

/** Changes fields of one channel, which is defined by that where it was not. */
export function changeChannel(draft: WholeDefinition, key: string, fields: Partial<GivenChannel>): WholeDefinition {
  const known = draft.channels.find((each) => each.key === key)
  const next = changed(known ?? { key }, fields)
  return { ...draft, channels: known ? draft.channels.map((each) => (each === known ? next : each)) : [...draft.channels, next] }
}

/** Sets one parameter of a kind of friction, undefined = its default; a kind without any is left out. */
export function changeFrictions(frictions: Frictions | undefined, kind: keyof Frictions, field: string, value: unknown) {
  const parameters = changed({ ...frictions?.[kind] } as Record<string, unknown>, { [field]: value })
  const next = changed({ ...frictions } as Record<string, unknown>, { [kind]: Object.keys(parameters).length > 0 ? parameters : undefined })
  return Object.keys(next).length > 0 ? (next as Frictions) : undefined
}

/** Moves a touchpoint to a stage (null = none), before another touchpoint there or to its end. */
export function moveTouchpoint(draft: WholeDefinition, key: string, stage: string | null, before: string | null = null): WholeDefinition {
  const moving = draft.touchpoints.find((each) => each.key === key)
  if (moving === undefined || before === key) return draft
  const rest = draft.touchpoints.filter((each) => each !== moving)
  const moved = changed(moving, { stage: stage ?? undefined })
  const place = before === null ? -1 : rest.findIndex((each) => each.key === before)
  return ordered(draft, place < 0 ? [...rest, moved] : rest.toSpliced(place, 0, moved))
}

/** Moves a touchpoint one place up (−1) or down (1) among those of its stage. */
export function shiftTouchpoint(draft: WholeDefinition, key: string, by: -1 | 1): WholeDefinition {
  const column = draftColumns(draft).find(({ touchpoints }) => touchpoints.some((each) => each.key === key))
  const place = column?.touchpoints.findIndex((each) => each.key === key) ?? 0
  const other = column?.touchpoints[place + by]
  if (other === undefined) return draft
  const next = [...draft.touchpoints]
  const [from, to] = [next.findIndex((each) => each.key === key), next.indexOf(other)]
  ;[next[from], next[to]] = [next[to]!, next[from]!]
  return ordered(draft, next)
}

/** Adds a touchpoint at the end of a stage; one that is there already stays as it is. */
export function addTouchpoint(draft: WholeDefinition, touchpoint: GivenTouchpoint, stage: string | null): WholeDefinition {
  if (draft.touchpoints.some(({ key }) => key === touchpoint.key)) return draft
  return ordered(draft, [...draft.touchpoints, changed(touchpoint, { stage: stage ?? touchpoint.stage })])
}

/** Takes a touchpoint off the journey; what defines the touchpoint itself stays in force. */
export function removeTouchpoint(draft: WholeDefinition, key: string): WholeDefinition {
  return ordered(
    draft,
    draft.touchpoints.filter((each) => each.key !== key),
  )
}

/** Adds a stage at the end; one whose key is there already stays as it is. */
export function addStage(draft: WholeDefinition, stage: NonNullable<DraftColumn['stage']>): WholeDefinition {
  const stages = draft.journey.stages ?? []
  return stages.some(({ key }) => key === stage.key) ? draft : changeJourney(draft, { stages: [...stages, stage] })
}

/** Names a stage anew. */
export function nameStage(draft: WholeDefinition, key: string, name: NonNullable<DraftColumn['stage']>['name']): WholeDefinition {
  return changeJourney(draft, {
    stages: (draft.journey.stages ?? []).map((stage) => (stage.key === key ? changed(stage, { name }) : stage)),
  })
}

/** Moves a stage one place earlier (−1) or later (1). */
export function shiftStage(draft: WholeDefinition, key: string, by: -1 | 1): WholeDefinition {
  const stages = [...(draft.journey.stages ?? [])]
  const from = stages.findIndex((stage) => stage.key === key)
  const other = stages[from + by]
  if (from < 0 || other === undefined) return draft
  stages[from + by] = stages[from]!
  stages[from] = other
  return changeJourney(draft, { stages })
}

/** Takes a stage away; its touchpoints stay, at no stage. */
export function removeStage(draft: WholeDefinition, key: string): WholeDefinition {
  const stages = (draft.journey.stages ?? []).filter((stage) => stage.key !== key)
  const touchpoints = draft.touchpoints.map((each) => (each.stage === key ? changed(each, { stage: undefined }) : each))
  return { ...changeJourney(draft, { stages }), touchpoints }
}

function ordered(draft: WholeDefinition, touchpoints: GivenTouchpoint[]): WholeDefinition {
  return { ...changeJourney(draft, { touchpoints: touchpoints.map(({ key }) => key) }), touchpoints }
}

function changed<Body extends object>(body: Body, fields: Partial<Body>): Body {
  return Object.fromEntries(Object.entries({ ...body, ...fields }).filter(([, value]) => value !== undefined)) as Body
}
