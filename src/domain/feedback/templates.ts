import { BUYING_TEMPLATES } from './templates/buying.ts'
import { ENCOUNTER_TEMPLATES } from './templates/encounters.ts'
import { RELATIONSHIP_TEMPLATES } from './templates/relationship.ts'
import { REPAIR_TEMPLATES } from './templates/repair.ts'
import { TASK_TEMPLATES } from './templates/tasks.ts'
import type { Template } from './templates/template.ts'

export { MOMENTS, type Template } from './templates/template.ts'

/** Ready surveys by moment, in the order of the moments. */
export const TEMPLATES: readonly Template[] = [
  ...ENCOUNTER_TEMPLATES,
  ...TASK_TEMPLATES,
  ...BUYING_TEMPLATES,
  ...REPAIR_TEMPLATES,
  ...RELATIONSHIP_TEMPLATES,
]
