import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { opens, root } from '../root.tsx'
import { readAnswersAddress } from './address.ts'
import { readScoresAddress } from './scoresAddress.ts'
import { readSurveyAddress } from './surveyAddress.ts'
import { readWordsAddress } from './wordsAddress.ts'
import { readMentionsAddress } from './mentionAddress.ts'

const feedback = createRoute({
  getParentRoute: () => root,
  path: '/feedback',
  validateSearch: readAnswersAddress,
  component: lazyRouteComponent(
    opens(() => import('./AnswersPage.tsx')),
    'AnswersPage',
  ),
})

const response = createRoute({
  getParentRoute: () => root,
  path: '/feedback/responses/$response',
  validateSearch: readAnswersAddress,
  component: lazyRouteComponent(
    opens(() => import('./AnswerPage.tsx')),
    'AnswerPage',
  ),
})

const scores = createRoute({
  getParentRoute: () => root,
  path: '/feedback/scores',
  validateSearch: readScoresAddress,
  component: lazyRouteComponent(
    opens(() => import('./scores/ScoresPage.tsx')),
    'ScoresPage',
  ),
})

const surveys = createRoute({
  getParentRoute: () => root,
  path: '/feedback/surveys',
  component: lazyRouteComponent(
    opens(() => import('./SurveysPage.tsx')),
    'SurveysPage',
  ),
})

const survey = createRoute({
  getParentRoute: () => root,
  path: '/feedback/surveys/$survey',
  validateSearch: readSurveyAddress,
  component: lazyRouteComponent(
    opens(() => import('./editor/SurveyPage.tsx')),
    'SurveyPage',
  ),
})

const said = createRoute({
  getParentRoute: () => root,
  path: '/feedback/words',
  validateSearch: readWordsAddress,
  component: lazyRouteComponent(
    opens(() => import('./WordsPage.tsx')),
    'WordsPage',
  ),
})

const models = createRoute({
  getParentRoute: () => root,
  path: '/feedback/words/models',
  component: lazyRouteComponent(
    opens(() => import('./ModelsPage.tsx')),
    'ModelsPage',
  ),
})

const mentions = createRoute({
  getParentRoute: () => root,
  path: '/feedback/mentions',
  validateSearch: readMentionsAddress,
  component: lazyRouteComponent(
    opens(() => import('./MentionsPage.tsx')),
    'MentionsPage',
  ),
})

const mentionSources = createRoute({
  getParentRoute: () => root,
  path: '/feedback/mentions/sources',
  component: lazyRouteComponent(
    opens(() => import('./SourcesPage.tsx')),
    'SourcesPage',
  ),
})

const mention = createRoute({
  getParentRoute: () => root,
  path: '/feedback/mentions/$mention',
  validateSearch: readMentionsAddress,
  component: lazyRouteComponent(
    opens(() => import('./MentionPage.tsx')),
    'MentionPage',
  ),
})

const themes = createRoute({
  getParentRoute: () => root,
  path: '/feedback/themes',
  component: lazyRouteComponent(
    opens(() => import('./themes/ThemesPage.tsx')),
    'ThemesPage',
  ),
})

const theme = createRoute({
  getParentRoute: () => root,
  path: '/feedback/themes/$theme',
  component: lazyRouteComponent(
    opens(() => import('./themes/ThemePage.tsx')),
    'ThemePage',
  ),
})

/** The places of feedback. */
export const feedbackPlaces = [
  feedback,
  response,
  scores,
  surveys,
  survey,
  said,
  models,
  themes,
  theme,
  mentions,
  mentionSources,
  mention,
] as const
