import type { z } from 'zod'
import type { journeyJson } from '../../../api/journey.ts'
import { readName, type Words } from '../../i18n/words.ts'
import { openKey } from '../../i18n/things.ts'
import { capitalise } from '../../i18n/words.ts'
import type { Address, Behind, Filters, Stretch } from './address.ts'

export type Journey = z.output<typeof journeyJson>

/** A journey as it is looked at: through which filters, compared with what, and how to look otherwise. */
export interface Looked {
  journey: Journey
  address: Address
  filters: Filters
  /** The filters of what it is compared with; null when nothing is. */
  compared: Filters | null
  stretch: Stretch | null
  /** Changes the address; undefined takes a part away. */
  change: (next: Partial<Address>) => void
  /** Opens the paths behind a mark. */
  open: (behind: Behind) => void
  words: Words
  nameStage: (stage: string | null) => string
}

interface DefinedStage {
  key: string
  name?: Parameters<typeof readName>[0]
}

/** The stages that a journey's definition has, in order. */
export function stagesOf({ definition }: Journey): DefinedStage[] {
  const stages = definition?.['stages']
  return Array.isArray(stages) ? (stages as DefinedStage[]) : []
}

/** The name of a stage as the journey's definition gives it, else its key in words. */
export function openStageNames(journey: Journey, words: Words): (stage: string | null) => string {
  const names = new Map(stagesOf(journey).map((stage) => [stage.key, readName(stage.name, words.language)]))
  return (stage) => (stage === null ? words.say('stage.none') : (names.get(stage) ?? capitalise(openKey(stage))))
}
