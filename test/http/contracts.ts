import type { Contract } from '../../src/api/contract.ts'
import * as askChoices from '../../src/api/askChoice.ts'
import * as access from '../../src/api/access.ts'
import * as cases from '../../src/api/case.ts'
import * as caseFigures from '../../src/api/caseFigures.ts'
import * as caseTogether from '../../src/api/caseTogether.ts'
import * as caseWork from '../../src/api/caseWork.ts'
import * as cloudEvents from '../../src/api/cloudEvents.ts'
import * as briefs from '../../src/api/brief.ts'
import * as customers from '../../src/api/customer.ts'
import * as customerLists from '../../src/api/customerList.ts'
import * as customerNotes from '../../src/api/customerNotes.ts'
import * as customerViews from '../../src/api/customerView.ts'
import * as encounters from '../../src/api/encounter.ts'
import * as definitions from '../../src/api/definition.ts'
import * as employees from '../../src/api/employee.ts'
import * as exports from '../../src/api/export.ts'
import * as feedbackFigures from '../../src/api/feedbackFigures.ts'
import * as formbricks from '../../src/api/formbricks.ts'
import * as frictions from '../../src/api/friction.ts'
import * as identity from '../../src/api/identity.ts'
import * as journeys from '../../src/api/journey.ts'
import * as mentions from '../../src/api/mention.ts'
import * as mentionReputation from '../../src/api/mentionReputation.ts'
import * as mentionSources from '../../src/api/mentionSource.ts'
import * as notices from '../../src/api/notice.ts'
import * as organisation from '../../src/api/organisation.ts'
import * as overview from '../../src/api/overview.ts'
import * as paths from '../../src/api/path.ts'
import * as responses from '../../src/api/response.ts'
import * as segment from '../../src/api/segment.ts'
import * as sessions from '../../src/api/session.ts'
import * as surveys from '../../src/api/survey.ts'
import * as themeLearning from '../../src/api/themeLearning.ts'
import * as themes from '../../src/api/themes.ts'
import * as touchpoints from '../../src/api/touchpoint.ts'
import * as touchpointRegister from '../../src/api/touchpointRegister.ts'
import * as recommendations from '../../src/api/recommendation.ts'
import * as surveyExports from '../../src/api/surveyExport.ts'
import * as verbatims from '../../src/api/verbatim.ts'
import * as voiceModels from '../../src/api/voiceModel.ts'
import * as voiceSummary from '../../src/api/voiceSummary.ts'
import * as voice from '../../src/api/voice.ts'
import * as webhooks from '../../src/api/webhook.ts'
import * as quarantine from '../../src/api/quarantine.ts'

/** Every contract there is, whichever file declares it. */
export const contracts: Contract[] = [
  encounters,
  mentions,
  mentionReputation,
  mentionSources,
  customerLists,
  customers,
  briefs,
  customerNotes,
  customerViews,
  identity,
  journeys,
  definitions,
  paths,
  touchpoints,
  touchpointRegister,
  feedbackFigures,
  askChoices,
  frictions,
  cases,
  caseFigures,
  caseTogether,
  caseWork,
  surveyExports,
  recommendations,
  themes,
  themeLearning,
  verbatims,
  voice,
  voiceModels,
  voiceSummary,
  notices,
  organisation,
  overview,
  access,
  sessions,
  surveys,
  formbricks,
  responses,
  employees,
  exports,
  quarantine,
  webhooks,
  cloudEvents,
  segment,
  ...segment.SEGMENT_CALLS,
]
  .flatMap((part): unknown[] => Object.values(part))
  .filter((each): each is Contract => typeof each === 'object' && each !== null && 'operation' in each)
