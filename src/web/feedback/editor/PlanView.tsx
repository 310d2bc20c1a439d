import { useWords } from '../../i18n/useWords.ts'
import type { Plan } from '../../../domain/feedback/plan.ts'
import { useSurveys } from '../useSurveys.ts'
import { useEditing } from './editing.ts'
import { LineField, NumberField, TickField } from './Fields.tsx'
import { readClock, tellClock, tellPlan } from './tellPlan.ts'
import { TriggerFields } from './TriggerFields.tsx'
import { Who } from './Who.tsx'

const WAYS = ['email', 'webhook'] as const

/** When a survey is asked, of whom and how politely: in sentences, in fields, and tried. */
export function PlanView() {
  const words = useWords()
  const { say } = words
  const { survey, mayEdit } = useEditing()
  const { plan } = survey.now
  const surveys = useSurveys().data?.items ?? []
  const nameSurvey = (key: string) => surveys.find((each) => each.key === key)?.name ?? key
  const set = (next: { [Name in keyof Plan]?: Plan[Name] | undefined }, field?: string) =>
    survey.change((draft) => ({ ...draft, plan: given({ ...draft.plan, ...next }) }), field)
  return (
    <div className="survey-plan">
      <section className="survey-section" aria-labelledby="plan-summary">
        <h2 id="plan-summary">{say('plan.summary')}</h2>
        <div className="survey-sentences">
          {tellPlan(plan, words, nameSurvey).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </section>
      <fieldset className="survey-section" disabled={!mayEdit}>
        <legend className="hidden">{say('survey.part.plan')}</legend>
        <TriggerFields trigger={plan.trigger} change={(trigger, field) => set({ trigger }, field)} />
        <MomentFields plan={plan} set={set} />
        <PolitenessFields plan={plan} set={set} />
      </fieldset>
      <Who plan={plan} />
    </div>
  )
}

/** What is not given is left out. */
function given(plan: { [Name in keyof Plan]?: Plan[Name] | undefined }): Plan {
  return Object.fromEntries(Object.entries(plan).filter(([, value]) => value !== undefined)) as unknown as Plan
}

interface PartProps {
  plan: Plan
  set: (next: { [Name in keyof Plan]?: Plan[Name] | undefined }, field?: string) => void
}

function MomentFields({ plan, set }: PartProps) {
  const { say } = useWords()
  const { faultAt } = useEditing()
  const { hours } = plan
  return (
    <>
      <h3>{say('plan.moment')}</h3>
      <div className="survey-row">
        <NumberField
          label={say('plan.after')}
          value={plan.afterMinutes}
          least={0}
          most={525_600}
          fault={faultAt('plan.afterMinutes')}
          change={(afterMinutes) => set({ afterMinutes: afterMinutes ?? 0 }, 'after')}
        />
        <NumberField
          label={say('plan.fresh')}
          value={plan.freshForHours}
          least={1}
          most={8760}
          change={(freshForHours) => freshForHours !== undefined && set({ freshForHours }, 'fresh')}
        />
        <LineField
          label={say('plan.from')}
          type="time"
          value={tellClock(hours.from)}
          change={(text) => text !== '' && set({ hours: { ...hours, from: readClock(text) } }, 'from')}
        />
        <LineField
          label={say('plan.to')}
          type="time"
          value={tellClock(hours.to % 1440)}
          fault={faultAt('plan.hours')}
          change={(text) => text !== '' && set({ hours: { ...hours, to: readClock(text) || 1440 } }, 'to')}
        />
      </div>
      <fieldset>
        <legend>{say('plan.wayChoice')}</legend>
        <p className="faint">{say('plan.wayHint')}</p>
        <div className="survey-ways">
          {WAYS.map((way) => (
            <TickField
              key={way}
              label={say(`plan.way.${way}`)}
              value={plan.ways.includes(way)}
              change={(isOn) => {
                const ways = WAYS.filter((each) => (each === way ? isOn : plan.ways.includes(each)))
                if (ways.length > 0) set({ ways })
              }}
            />
          ))}
        </div>
      </fieldset>
    </>
  )
}

function PolitenessFields({ plan, set }: PartProps) {
  const { say } = useWords()
  const { faultAt } = useEditing()
  const none = say('plan.noLimit')
  const { attribute } = plan
  return (
    <>
      <h3>{say('plan.politeness')}</h3>
      <p className="faint">{say('plan.politenessHint')}</p>
      <div className="survey-row">
        <NumberField
          label={say('plan.personDays')}
          value={plan.personDays}
          least={0}
          most={3660}
          change={(personDays) => set({ personDays: personDays ?? 0 }, 'person')}
        />
        <NumberField
          label={say('plan.surveyDays')}
          value={plan.surveyDays}
          least={0}
          most={3660}
          change={(surveyDays) => set({ surveyDays: surveyDays ?? 0 }, 'survey')}
        />
        <NumberField
          label={say('plan.sharePercent')}
          value={Math.round(plan.share * 100)}
          least={0}
          most={100}
          change={(share) => share !== undefined && set({ share: share / 100 }, 'share')}
        />
      </div>
      <div className="survey-row">
        <NumberField
          label={say('plan.quotaDay')}
          value={plan.quotaDay}
          least={1}
          most={10_000_000}
          placeholder={none}
          change={(quotaDay) => set({ quotaDay }, 'quotaDay')}
        />
        <NumberField
          label={say('plan.quotaAnswers')}
          value={plan.quotaAnswers}
          least={1}
          most={10_000_000}
          placeholder={none}
          change={(quotaAnswers) => set({ quotaAnswers }, 'quotaAnswers')}
        />
        <NumberField
          label={say('plan.reminder')}
          value={plan.reminderDays}
          least={1}
          most={60}
          placeholder="–"
          change={(reminderDays) => set({ reminderDays }, 'reminder')}
        />
      </div>
      <div className="survey-row">
        <LineField label={say('plan.begins')} type="date" value={plan.from ?? ''} change={(from) => set({ from: from || undefined })} />
        <LineField
          label={say('plan.ends')}
          type="date"
          fault={faultAt('plan.until')}
          value={plan.until ?? ''}
          change={(until) => set({ until: until || undefined })}
        />
      </div>
      <div className="survey-row">
        <LineField
          label={say('plan.attribute')}
          value={attribute?.name ?? ''}
          fault={faultAt('plan.attribute')}
          change={(name) => set({ attribute: name === '' ? undefined : { name, values: attribute?.values ?? [] } }, 'attribute')}
        />
        {attribute && (
          <LineField
            label={say('plan.attributeValues')}
            value={attribute.values.join(', ')}
            most={2000}
            change={(text) =>
              set({ attribute: { ...attribute, values: text === '' ? [] : text.split(',').map((each) => each.trimStart()) } }, 'values')
            }
          />
        )}
      </div>
    </>
  )
}
