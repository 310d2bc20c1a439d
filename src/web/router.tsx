import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { readFiguresAsked } from './case/figuresAddress.ts'
import { readCaseList } from './case/listAddress.ts'
import { readCustomerAddress, readPanelAddress } from './customer/address.ts'
import { readListAddress } from './customer/listAddress.ts'
import { readAnswersAddress } from './feedback/address.ts'
import { readScoresAddress } from './feedback/scoresAddress.ts'
import { readSurveyAddress } from './feedback/surveyAddress.ts'
import { readWordsAddress } from './feedback/wordsAddress.ts'
import { readMentionsAddress } from './feedback/mentionAddress.ts'
import { readAddress } from './journey/analysis/address.ts'
import { readRegisterAddress } from './touchpoint/registerAddress.ts'
import { readCompared } from './journey/editor/compared.ts'
import { readLaterWords } from './i18n/i18n.ts'
import { readFrictionsAsked, readPathsAsked } from './outcome/behindAddress.ts'
import { Shell } from './shell/Shell.tsx'
import { NotFound } from './shell/NotFound.tsx'
import { Unexpected } from './shell/Unexpected.tsx'

/** A place whose words come with it. */
const opens =
  <Page,>(load: () => Promise<Page>) =>
  async (): Promise<Page> => {
    const [page] = await Promise.all([load(), readLaterWords()])
    return page
  }

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Unexpected })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./organisation/StartPage.tsx'), 'StartPage'),
})

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$customer',
  validateSearch: readCustomerAddress,
  component: lazyRouteComponent(() => import('./customer/CustomerPage.tsx'), 'CustomerPage'),
})

const customers = createRoute({
  getParentRoute: () => root,
  path: '/customers',
  validateSearch: readListAddress,
  component: lazyRouteComponent(() => import('./customer/CustomersPage.tsx'), 'CustomersPage'),
})

const panel = createRoute({
  getParentRoute: () => root,
  path: '/panel/customers/$customer',
  validateSearch: readPanelAddress,
  component: lazyRouteComponent(() => import('./customer/PanelPage.tsx'), 'PanelPage'),
})

const journeys = createRoute({
  getParentRoute: () => root,
  path: '/journeys',
  component: lazyRouteComponent(
    opens(() => import('./journey/JourneysPage.tsx')),
    'JourneysPage',
  ),
})

const journey = createRoute({
  getParentRoute: () => root,
  path: '/journeys/$journey',
  validateSearch: readAddress,
  component: lazyRouteComponent(
    opens(() => import('./journey/JourneyPage.tsx')),
    'JourneyPage',
  ),
})

const journeyEditor = createRoute({
  getParentRoute: () => root,
  path: '/journeys/$journey/edit',
  component: lazyRouteComponent(
    opens(() => import('./journey/editor/EditorPage.tsx')),
    'EditorPage',
  ),
})

const journeyVersions = createRoute({
  getParentRoute: () => root,
  path: '/journeys/$journey/versions',
  validateSearch: readCompared,
  component: lazyRouteComponent(
    opens(() => import('./journey/editor/VersionsPage.tsx')),
    'VersionsPage',
  ),
})

const journeyView = createRoute({
  getParentRoute: () => root,
  path: '/journeys/$journey/$view',
  validateSearch: readAddress,
  component: lazyRouteComponent(
    opens(() => import('./journey/JourneyPage.tsx')),
    'JourneyPage',
  ),
})

const touchpoints = createRoute({
  getParentRoute: () => root,
  path: '/touchpoints',
  validateSearch: readRegisterAddress,
  component: lazyRouteComponent(
    opens(() => import('./touchpoint/TouchpointsPage.tsx')),
    'TouchpointsPage',
  ),
})

const touchpoint = createRoute({
  getParentRoute: () => root,
  path: '/touchpoints/$touchpoint',
  validateSearch: readRegisterAddress,
  component: lazyRouteComponent(
    opens(() => import('./touchpoint/TouchpointPage.tsx')),
    'TouchpointPage',
  ),
})

const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: readCaseList,
  component: lazyRouteComponent(() => import('./case/CasesPage.tsx'), 'CasesPage'),
})

const caseFigures = createRoute({
  getParentRoute: () => root,
  path: '/cases/figures',
  validateSearch: readFiguresAsked,
  component: lazyRouteComponent(() => import('./case/CaseFiguresPage.tsx'), 'CaseFiguresPage'),
})

const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id',
  component: lazyRouteComponent(() => import('./case/CasePage.tsx'), 'CasePage'),
})

const feedback = createRoute({
  getParentRoute: () => root,
  path: '/feedback',
  validateSearch: readAnswersAddress,
  component: lazyRouteComponent(
    opens(() => import('./feedback/AnswersPage.tsx')),
    'AnswersPage',
  ),
})

const response = createRoute({
  getParentRoute: () => root,
  path: '/feedback/responses/$response',
  validateSearch: readAnswersAddress,
  component: lazyRouteComponent(
    opens(() => import('./feedback/AnswerPage.tsx')),
    'AnswerPage',
  ),
})

const scores = createRoute({
  getParentRoute: () => root,
  path: '/feedback/scores',
  validateSearch: readScoresAddress,
  component: lazyRouteComponent(
    opens(() => import('./feedback/scores/ScoresPage.tsx')),
    'ScoresPage',
  ),
})

const surveys = createRoute({
  getParentRoute: () => root,
  path: '/feedback/surveys',
  component: lazyRouteComponent(
    opens(() => import('./feedback/SurveysPage.tsx')),
    'SurveysPage',
  ),
})

const survey = createRoute({
  getParentRoute: () => root,
  path: '/feedback/surveys/$survey',
  validateSearch: readSurveyAddress,
  component: lazyRouteComponent(
    opens(() => import('./feedback/editor/SurveyPage.tsx')),
    'SurveyPage',
  ),
})

const said = createRoute({
  getParentRoute: () => root,
  path: '/feedback/words',
  validateSearch: readWordsAddress,
  component: lazyRouteComponent(
    opens(() => import('./feedback/WordsPage.tsx')),
    'WordsPage',
  ),
})

const mentions = createRoute({
  getParentRoute: () => root,
  path: '/feedback/mentions',
  validateSearch: readMentionsAddress,
  component: lazyRouteComponent(
    opens(() => import('./feedback/MentionsPage.tsx')),
    'MentionsPage',
  ),
})

const mentionSources = createRoute({
  getParentRoute: () => root,
  path: '/feedback/mentions/sources',
  component: lazyRouteComponent(
    opens(() => import('./feedback/SourcesPage.tsx')),
    'SourcesPage',
  ),
})

const mention = createRoute({
  getParentRoute: () => root,
  path: '/feedback/mentions/$mention',
  validateSearch: readMentionsAddress,
  component: lazyRouteComponent(
    opens(() => import('./feedback/MentionPage.tsx')),
    'MentionPage',
  ),
})

const overview = createRoute({
  getParentRoute: () => root,
  path: '/overview',
  component: lazyRouteComponent(() => import('./outcome/OverviewPage.tsx'), 'OverviewPage'),
})

const frictions = createRoute({
  getParentRoute: () => root,
  path: '/frictions',
  validateSearch: readFrictionsAsked,
  component: lazyRouteComponent(() => import('./outcome/FrictionsPage.tsx'), 'FrictionsPage'),
})

const paths = createRoute({
  getParentRoute: () => root,
  path: '/paths',
  validateSearch: readPathsAsked,
  component: lazyRouteComponent(() => import('./outcome/PathsPage.tsx'), 'PathsPage'),
})

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in' })

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome/$link',
  component: lazyRouteComponent(() => import('./access/WelcomePage.tsx'), 'WelcomePage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(
    opens(() => import('./access/OwnPage.tsx')),
    'OwnPage',
  ),
})

const people = createRoute({
  getParentRoute: () => root,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('./access/PeoplePage.tsx'), 'PeoplePage'),
})

const teams = createRoute({
  getParentRoute: () => root,
  path: '/settings/teams',
  component: lazyRouteComponent(() => import('./access/TeamsPage.tsx'), 'TeamsPage'),
})

const rules = createRoute({
  getParentRoute: () => root,
  path: '/settings/rules',
  component: lazyRouteComponent(
    opens(() => import('./access/RulesPage.tsx')),
    'RulesPage',
  ),
})

const limits = createRoute({
  getParentRoute: () => root,
  path: '/settings/limits',
  component: lazyRouteComponent(
    opens(() => import('./access/LimitsPage.tsx')),
    'LimitsPage',
  ),
})

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    customers,
    overview,
    frictions,
    paths,
    customer,
    panel,
    journeys,
    journey,
    journeyEditor,
    journeyVersions,
    journeyView,
    touchpoints,
    touchpoint,
    cases,
    caseFigures,
    oneCase,
    feedback,
    response,
    scores,
    surveys,
    survey,
    said,
    mentions,
    mentionSources,
    mention,
    signIn,
    welcome,
    settings,
    people,
    teams,
    rules,
    limits,
  ]),
  pathParamsAllowedCharacters: [':', '@', '+'],
  defaultPreload: 'intent',
  scrollRestoration: true,
  // What a page does not know in its address (a mail's tracking, an old link) is left out, not asked of the server.
  search: { strict: true },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
