import type { Trigger } from '../../../domain/feedback/plan.ts'
import { useTeams } from '../../employee/useTeams.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useOrganisation } from '../../organisation/useOrganisation.ts'
import { useSurveys } from '../useSurveys.ts'
import { AnswerFields } from './AnswerFields.tsx'
import { LineField, NumberField, OneField } from './Fields.tsx'

const SORTS = ['encounter', 'path', 'date', 'response', 'hand'] as const
const STEPS = ['start', 'progress', 'complete', 'abandon', 'fail'] as const
const STATES = ['completed', 'abandoned', 'paused'] as const

type Change = (trigger: Trigger, field?: string) => void

/** What triggers a survey: an encounter, a path's state, a date, an answer, or nothing but a hand. */
export function TriggerFields({ trigger, change }: { trigger: Trigger; change: Change }) {
  const { say } = useWords()
  const journeys = Object.keys(useOrganisation().data?.names.journeys ?? {})
  const others = useSurveys().data?.items ?? []
  const begin = (on: Trigger['on']): Trigger => {
    switch (on) {
      case 'encounter':
      case 'hand':
        return { on }
      case 'path':
        return { on, journey: journeys[0] ?? 'relationship', state: 'completed' }
      case 'date':
        return { on, date: new Date().toISOString().slice(0, 10), metSinceDays: 365 }
      case 'response':
        return { on, survey: others[0]?.key ?? '', question: '' }
    }
  }
  return (
    <>
      <h3>{say('plan.trigger')}</h3>
      <div className="survey-row">
        <OneField
          label={say('plan.trigger')}
          value={trigger.on}
          options={SORTS.map((on) => [on, say(`plan.trigger.${on}`)])}
          change={(on) => change(begin(on))}
        />
        <SortFields trigger={trigger} change={change} />
      </div>
    </>
  )
}

function SortFields({ trigger, change }: { trigger: Trigger; change: Change }) {
  const words = useWords()
  const { say } = words
  const names = useOrganisation().data?.names
  const teams = useTeams().data?.teams ?? []
  const named = (keys: Record<string, unknown> | undefined, tell: (key: string) => string) =>
    [['', say('plan.anyTouchpoint')] as const, ...Object.keys(keys ?? {}).map((key) => [key, tell(key)] as const)] as const
  const journeys = Object.keys(names?.journeys ?? {}).map((key) => [key, words.journey(key)] as const)
  switch (trigger.on) {
    case 'encounter': {
      const set = (name: string) => (value: string) => change(without(trigger, name, value))
      return (
        <>
          <OneField
            label={say('answers.touchpoint')}
            value={trigger.touchpoint ?? ''}
            options={named(names?.touchpoints, words.touchpoint)}
            change={set('touchpoint')}
          />
          <OneField
            label={say('answers.channel')}
            value={trigger.channel ?? ''}
            options={named(names?.channels, words.channel)}
            change={set('channel')}
          />
          <OneField
            label={say('plan.journey')}
            value={trigger.journey ?? ''}
            options={[['', say('plan.anyTouchpoint')], ...journeys]}
            change={set('journey')}
          />
          <OneField
            label={say('answers.team')}
            value={trigger.team ?? ''}
            options={[['', say('answers.any')], ...teams.map(({ key }) => [key, words.team(key)] as const)]}
            change={set('team')}
          />
          <OneField
            label={say('plan.step')}
            value={trigger.step ?? ''}
            options={[['', say('answers.any')], ...STEPS.map((step) => [step, say(`plan.step.${step}`)] as const)]}
            change={set('step')}
          />
        </>
      )
    }
    case 'path':
      return (
        <>
          <OneField
            label={say('plan.journey')}
            value={trigger.journey}
            options={journeys}
            change={(journey) => change({ ...trigger, journey })}
          />
          <OneField
            label={say('plan.state')}
            value={trigger.state}
            options={STATES.map((state) => [state, say(`plan.state.${state}`)])}
            change={(state) => change({ ...trigger, state })}
          />
        </>
      )
    case 'date': {
      const { everyMonths, ...once } = trigger
      return (
        <>
          <LineField label={say('plan.date')} type="date" value={trigger.date} change={(date) => date && change({ ...trigger, date })} />
          <NumberField
            label={say('plan.everyMonths')}
            value={everyMonths}
            least={1}
            most={60}
            placeholder="–"
            change={(months) => change(months === undefined ? once : { ...once, everyMonths: months }, 'months')}
          />
          <NumberField
            label={say('plan.metSince')}
            value={trigger.metSinceDays}
            least={1}
            most={3660}
            change={(metSinceDays) => metSinceDays !== undefined && change({ ...trigger, metSinceDays }, 'met')}
          />
        </>
      )
    }
    case 'response':
      return <AnswerFields trigger={trigger} change={change} />
    case 'hand':
      return null
  }
}

/** The trigger with a part of it otherwise; an empty part is left out. */
function without(trigger: Extract<Trigger, { on: 'encounter' }>, name: string, value: string): Trigger {
  return Object.fromEntries(Object.entries({ ...trigger, [name]: value }).filter(([, each]) => each !== '')) as unknown as Trigger
}
