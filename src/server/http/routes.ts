import { accessRoutes } from '../access/routes.ts'
import { sessionRoutes } from '../access/sessionRoutes.ts'
import { noticeRoutes } from '../case/noticeRoutes.ts'
import { caseRoutes } from '../case/routes.ts'
import { customerRoutes } from '../customer/routes.ts'
import { employeeRoutes } from '../access/employeeRoutes.ts'
import { encounterRoutes } from '../encounter/routes.ts'
import { figureRoutes } from '../feedback/figureRoutes.ts'
import { mentionRoutes } from '../feedback/mentionRoutes.ts'
import { mentionSourceRoutes } from '../feedback/mentionSourceRoutes.ts'
import { responseRoutes } from '../feedback/responseRoutes.ts'
import { formbricksRoutes } from '../feedback/formbricksRoutes.ts'
import { surveyRoutes } from '../feedback/surveyRoutes.ts'
import { frictionRoutes } from '../friction/routes.ts'
import { cloudEventRoutes } from '../intake/doors/cloudEventRoutes.ts'
import { segmentRoutes } from '../intake/doors/segmentRoutes.ts'
import type { LiveEvents } from '../jobs/liveEvents.ts'
import { exportRoutes } from '../intake/export/routes.ts'
import { quarantineRoutes } from '../intake/quarantineRoutes.ts'
import { liveRoutes } from '../jobs/routes.ts'
import { draftRoutes } from '../journey/draftRoutes.ts'
import { journeyRoutes } from '../journey/routes.ts'
import { outcomeRoutes } from '../outcome/routes.ts'
import { organisationRoutes } from '../organisation/routes.ts'
import { summaryRoutes } from '../voice/summaryRoutes.ts'
import { voiceRoutes } from '../voice/routes.ts'
import { touchpointRoutes } from '../touchpoint/routes.ts'
import { responseExportRoutes } from '../feedback/exportRoutes.ts'
import { themeRoutes } from '../voice/themeRoutes.ts'
import { verbatimRoutes } from '../voice/verbatimRoutes.ts'
import { voiceModelRoutes } from '../voice/voiceModelRoutes.ts'
import { webhookRoutes } from '../webhook/routes.ts'
import type { Parts } from './parts.ts'
import type { Route } from './route.ts'

/** Every door of the house, in the order of the documentation. */
export function routesOf(parts: Parts, live: LiveEvents): Route[] {
  return [
    ...encounterRoutes(parts),
    ...mentionRoutes(parts),
    ...surveyRoutes(parts),
    ...formbricksRoutes(parts),
    ...figureRoutes(parts),
    ...responseRoutes(parts),
    ...mentionSourceRoutes(parts),
    ...cloudEventRoutes(parts),
    ...segmentRoutes(parts),
    ...customerRoutes(parts),
    ...journeyRoutes(parts),
    ...draftRoutes(parts),
    ...touchpointRoutes(parts),
    ...frictionRoutes(parts),
    ...caseRoutes(parts),
    ...noticeRoutes(parts),
    ...responseExportRoutes(parts),
    ...verbatimRoutes(parts),
    ...themeRoutes(parts),
    ...voiceRoutes(parts),
    ...summaryRoutes(parts),
    ...voiceModelRoutes(parts),
    ...organisationRoutes(parts),
    ...outcomeRoutes(parts),
    ...sessionRoutes(parts),
    ...employeeRoutes(parts),
    ...liveRoutes(live),
    ...quarantineRoutes(parts),
    ...exportRoutes(parts),
    ...accessRoutes(parts),
    ...webhookRoutes(parts),
  ]
}
