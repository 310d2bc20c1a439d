import { useState } from 'react'
import { getSurvey, type SurveyDoorJson } from '../../../api/survey.ts'
import { call } from '../../client.ts'
import type { WrittenSurvey } from './useSurveyDraft.ts'

/** The doors of a survey, which change beside its draft. */
export function useDoors({ kept }: WrittenSurvey): { doors: readonly SurveyDoorJson[]; reread: () => Promise<void> } {
  const [read, setRead] = useState<readonly SurveyDoorJson[] | null>(null)
  return {
    doors: read ?? kept.doors,
    reread: async () => setRead((await call(getSurvey, { params: { key: kept.key } })).doors),
  }
}
