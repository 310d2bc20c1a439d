import { caseAfterWords } from './caseAfter.ts'
import { caseFiguresWords } from './caseFigures.ts'
import { caseListWords } from './caseList.ts'
import { caseWorkWords } from './caseWork.ts'
import { definitionWords } from './definition.ts'
import { noticeWords } from './notice.ts'
import { askingWords } from './asking.ts'
import { analysisWords } from './analysis.ts'
import { feedbackWords } from './feedback.ts'
import { mentionWords } from './mention.ts'
import { peopleWords } from './people.ts'
import { planWords } from './plan.ts'
import { saidWords } from './said.ts'
import { summaryWords } from './summary.ts'
import { surveyWords } from './surveys.ts'
import { scoreWords } from './scores.ts'
import { themeWords } from './themes.ts'
import { touchpointWords } from './touchpoint.ts'
import { voiceModelWords } from './voiceModels.ts'

/** Words of cases, journeys, touchpoints, feedback, definitions and settings, in Swedish; they come with these places. */
export const laterWords = {
  ...caseAfterWords,
  ...caseFiguresWords,
  ...caseListWords,
  ...caseWorkWords,
  ...definitionWords,
  ...noticeWords,
  ...peopleWords,
  ...askingWords,
  ...analysisWords,
  ...touchpointWords,
  ...feedbackWords,
  ...surveyWords,
  ...planWords,
  ...scoreWords,
  ...mentionWords,
  ...saidWords,
  ...summaryWords,
  ...themeWords,
  ...voiceModelWords,
}
