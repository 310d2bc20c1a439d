import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { readFiguresAsked } from './case/figuresAddress.ts'
import { readCaseList } from './case/listAddress.ts'
import { readCustomerAddress, readPanelAddress } from './customer/address.ts'
import { readListAddress } from './customer/listAddress.ts'
import { feedbackPlaces } from './feedback/places.ts'
import { readAddress } from './journey/analysis/address.ts'
import { readRegisterAddress } from './touchpoint/registerAddress.ts'
import { readCompared } from './journey/editor/compared.ts'
import { opens, root } from './root.tsx'
import { readFrictionsAsked, readPathsAsked } from './outcome/behindAddress.ts'

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
  component: lazyRouteComponent(
    opens(() => import('./case/CasesPage.tsx')),
    'CasesPage',
  ),
})

const caseFigures = createRoute({
  getParentRoute: () => root,
  path: '/cases/figures',
  validateSearch: readFiguresAsked,
  component: lazyRouteComponent(
    opens(() => import('./case/CaseFiguresPage.tsx')),
    'CaseFiguresPage',
  ),
})

const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id',
  component: lazyRouteComponent(
    opens(() => import('./case/CasePage.tsx')),
    'CasePage',
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
  component: lazyRouteComponent(
    opens(() => import('./access/PeoplePage.tsx')),
    'PeoplePage',
  ),
})

const teams = createRoute({
  getParentRoute: () => root,
  path: '/settings/teams',
  component: lazyRouteComponent(
    opens(() => import('./access/TeamsPage.tsx')),
    'TeamsPage',
  ),
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
    ...feedbackPlaces,
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
