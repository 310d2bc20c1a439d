import type { EncounterInput } from '../src/domain/encounter/schema.ts'
import { TEMPLATES, type Template } from '../src/domain/feedback/templates.ts'

/** A survey of the demo organisation: a template, made its own, and whether anybody has been asked yet. */
export interface DemoSurvey {
  key: string
  name: string
  content: Template['content']
  plan: Template['plan']
  /** Public doors of it. */
  doors: readonly { name: string; settings: object }[]
}

const RELATIONSHIP = 'relationship'

function survey(key: string, plan: Template['plan'] = {}, doors: DemoSurvey['doors'] = []): DemoSurvey {
  const template = TEMPLATES.find((each) => each.key === key)!
  return { key, name: template.name['fi']!, content: template.content, plan: { ...template.plan, ...plan }, doors }
}

/** The surveys that the demo organisation asks. */
export function demoSurveys(): DemoSurvey[] {
  return [
    survey(RELATIONSHIP),
    survey('recommended'),
    survey('visit', {}, [
      { name: 'Konttorin aula', settings: { kind: 'kiosk', touchpoint: 'branch-visit', channel: 'branch', timeZone: 'Europe/Helsinki' } },
      { name: 'Kuitin QR-koodi', settings: { kind: 'link', touchpoint: 'branch-visit', channel: 'branch' } },
    ]),
  ]
}

/** The yearly answers are to the survey of the relationship; the others stay what another system told. */
export function asAnswers<Each extends EncounterInput & { id: string }>(encounters: readonly Each[]): Each[] {
  return encounters.map((encounter) => {
    const { id, touchpoint, measures } = encounter
    const isYearly = touchpoint === 'survey' && measures?.map(({ metric }) => metric).join() === 'nps,meaning'
    if (!isYearly) return encounter
    return {
      ...encounter,
      id: `response:demo-${id}`,
      measures: measures.map((measure) => (measure.metric === 'meaning' ? { ...measure, metric: 'meaning-trust' } : measure)),
      properties: { survey: RELATIONSHIP, version: 1, response: `demo-${id}` },
    }
  })
}
