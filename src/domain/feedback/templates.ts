import { BUYING_TEMPLATES } from './templates/buying.ts'
import { ENCOUNTER_TEMPLATES } from './templates/encounters.ts'
import { PLACE_TEMPLATES } from './templates/places.ts'
import { RELATIONSHIP_TEMPLATES } from './templates/relationship.ts'
import { REPAIR_TEMPLATES } from './templates/repair.ts'
import { TASK_TEMPLATES } from './templates/tasks.ts'
import { MOMENTS, type Template } from './templates/template.ts'

export { MOMENTS, type Template }

const all: readonly Template[] = [
  ...ENCOUNTER_TEMPLATES,
  ...PLACE_TEMPLATES,
  ...TASK_TEMPLATES,
  ...BUYING_TEMPLATES,
  ...REPAIR_TEMPLATES,
  ...RELATIONSHIP_TEMPLATES,
]

/** Ready surveys, those of one moment together and in the order of the moments. */
export const TEMPLATES: readonly Template[] = MOMENTS.flatMap((moment) => all.filter((each) => each.moment === moment))
