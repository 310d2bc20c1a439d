import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Shell } from './shell/Shell.tsx'
import { NotFound } from './shell/NotFound.tsx'
import { Unexpected } from './shell/Unexpected.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Unexpected })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./organisation/StartPage.tsx'), 'StartPage'),
})

const customer = createRoute({
  getParentRoute: () => root,
  path: '/customers/$customer',
  component: lazyRouteComponent(() => import('./customer/CustomerPage.tsx'), 'CustomerPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([start, customer]),
  pathParamsAllowedCharacters: [':', '@', '+'],
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
