import { changeChannel, changeJourney } from '../../../domain/journey/draftEdits.ts'
import type { GivenJourney } from '../../../domain/journey/draft.ts'
import { isContactChannel, isDigital } from '../../../domain/touchpoint/definition.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { Editing } from './editing.ts'
import { ChoiceField, CountField, LengthField, NameFields } from './Fields.tsx'
import { useTeamOptions } from './useTeamOptions.ts'

/** The journey's name and owner, its limits, and what completes a path. */
export function Limits({ editing }: { editing: Editing }) {
  const { say, formats } = useWords()
  const { draft, faultAt } = editing
  const { journey, touchpoints } = draft.now
  const teams = useTeamOptions()
  const change = (fields: Partial<GivenJourney>, field?: string) => draft.change((from) => changeJourney(from, fields), field)
  const fault = (field: string) => faultAt('journey', journey.key, field)
  const completing = touchpoints.filter(({ step }) => step === 'complete').map(({ key }) => editing.nameTouchpoint(key))
  return (
    <section className="define-section" aria-labelledby="define-journey">
      <h2 id="define-journey">{say('define.journey')}</h2>
      <fieldset disabled={!editing.mayEdit} className="define-fields">
        <NameFields name={journey.name} fault={fault('name')} change={(name) => change({ name }, 'journey name')} />
        <ChoiceField
          label={say('define.field.team')}
          hint={say('define.teamHint')}
          none={say('define.noTeam')}
          value={journey.team}
          options={teams}
          change={(team) => change({ team })}
        />
        <LengthField
          label={say('define.field.pauseAfter')}
          hint={say('define.pauseAfterHint')}
          value={journey.pauseAfter}
          usual="7d"
          fault={fault('pauseAfter')}
          change={(pauseAfter) => change({ pauseAfter }, 'pauseAfter')}
        />
        <LengthField
          label={say('define.field.pauseLimit')}
          hint={say('define.pauseLimitHint')}
          value={journey.pauseLimit}
          usual="90d"
          fault={fault('pauseLimit')}
          change={(pauseLimit) => change({ pauseLimit }, 'pauseLimit')}
        />
        <CountField
          label={say('define.field.effortLimit')}
          hint={say('define.effortHint')}
          value={effortOf(journey)}
          fault={fault('effortLimit')}
          change={(limit) => change({ effortLimit: withEffort(journey, limit) }, 'effortLimit')}
        />
      </fieldset>
      <p className="define-completes">
        <strong>{say('define.completes')}</strong>{' '}
        {completing.length > 0 ? say('define.completedAt', { touchpoints: formats.list(completing) }) : say('define.completedByEncounters')}
      </p>
    </section>
  )
}

/** The limit on encounters that holds from the latest day on. */
function effortOf({ effortLimit }: GivenJourney): number | undefined {
  return Array.isArray(effortLimit) ? effortLimit.at(-1)?.limit : effortLimit
}

/** Of limits by day the latest changes. */
function withEffort({ effortLimit }: GivenJourney, limit: number | undefined): GivenJourney['effortLimit'] {
  if (limit === undefined || !Array.isArray(effortLimit) || effortLimit.length === 0) return limit
  return [...effortLimit.slice(0, -1), { ...effortLimit.at(-1)!, limit }]
}

/** The channels of the journey's touchpoints: which are digital, and where a customer who comes makes contact. */
export function Channels({ editing }: { editing: Editing }) {
  const { say, channel: nameChannel } = useWords()
  const { draft } = editing
  const used = [...new Set(draft.now.touchpoints.flatMap(({ channel }) => channel ?? []))]
  if (used.length === 0) return null
  return (
    <section className="define-section" aria-labelledby="define-channels">
      <h2 id="define-channels">{say('define.channels')}</h2>
      <p className="faint">{say('define.channelsHint')}</p>
      <div className="rows-wide">
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{say('define.field.channel')}</th>
              <th scope="col">{say('define.field.digital')}</th>
              <th scope="col">{say('define.field.contactChannel')}</th>
            </tr>
          </thead>
          <tbody>
            {used.map((key) => {
              const defined = draft.now.channels.find((each) => each.key === key)
              const name = nameChannel(key)
              return (
                <tr key={key}>
                  <th scope="row">{name}</th>
                  <td>
                    <input
                      type="checkbox"
                      disabled={!editing.mayEdit}
                      aria-label={say('define.digitalOf', { channel: name })}
                      checked={isDigital(key, defined)}
                      onChange={(event) => {
                        const digital = event.currentTarget.checked
                        draft.change((from) => changeChannel(from, key, { digital }))
                      }}
                    />
                  </td>
                  <td>
                    <input
                      type="checkbox"
                      disabled={!editing.mayEdit}
                      aria-label={say('define.contactOf', { channel: name })}
                      checked={isContactChannel(key, defined)}
                      onChange={(event) => {
                        const contact = event.currentTarget.checked
                        draft.change((from) => changeChannel(from, key, { contact }))
                      }}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
