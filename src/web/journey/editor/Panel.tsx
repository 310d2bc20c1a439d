import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { GivenTouchpoint } from '../../../domain/journey/draft.ts'
import {
  changeTouchpoint,
  draftColumns,
  moveTouchpoint,
  nameStage,
  removeStage,
  removeTouchpoint,
  shiftStage,
} from '../../../domain/journey/draftEdits.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useOrganisation } from '../../organisation/useOrganisation.ts'
import type { Chosen, Editing } from './editing.ts'
import { useTeamOptions } from './useTeamOptions.ts'
import { useOtherJourneys } from './useOtherJourneys.ts'
import { ChoiceField, KeysField, NameFields } from './Fields.tsx'
import { TouchpointPromises } from './Promises.tsx'

const CHANNELS = ['web', 'app', 'email', 'chat', 'phone', 'branch', 'store', 'post', 'social']
const INITIATORS = ['customer', 'company', 'third-party'] as const
const STEPS = ['start', 'progress', 'complete', 'abandon', 'fail'] as const

/** What is chosen on the board, field by field. */
export function Panel({ editing }: { editing: Editing }) {
  const { chosen, draft } = editing
  const heading = useRef<HTMLHeadingElement>(null)
  const name = chosen && `${chosen.sort} ${chosen.key}`
  const before = useRef<Chosen | null>(null)
  useEffect(() => {
    if (chosen !== null) heading.current?.focus()
    else if (before.current !== null) returnToBoard(before.current)
    before.current = chosen
  }, [chosen])
  if (chosen === null) return null
  const touchpoint = draft.now.touchpoints.find(({ key }) => key === chosen.key)
  const title = chosen.sort === 'stage' ? editing.nameStage(chosen.key) : editing.nameTouchpoint(chosen.key)
  return (
    <aside className="define-panel" aria-labelledby="define-panel">
      <header>
        <h2 id="define-panel" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <CloseButton editing={editing} />
      </header>
      <fieldset disabled={!editing.mayEdit} className="define-fields">
        {chosen.sort === 'stage' ? (
          <StageFields key={name} editing={editing} stage={chosen.key} />
        ) : (
          touchpoint && <TouchpointFields key={name} editing={editing} touchpoint={touchpoint} />
        )}
      </fieldset>
    </aside>
  )
}

/** Who closed the panel, or took away what it showed, goes on at the board where that stands or stood. */
function returnToBoard({ sort, key }: Chosen): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return
  const name = CSS.escape(key)
  const place = sort === 'stage' ? `[data-stage="${name}"] .define-stage` : `[data-card="${name}"] .define-open`
  const there = document.querySelector<HTMLElement>(place) ?? document.querySelector<HTMLElement>('#define-board')
  there?.focus()
}

function CloseButton({ editing }: { editing: Editing }) {
  const { say } = useWords()
  return (
    <button type="button" className="text-link" onClick={() => editing.choose(null)}>
      {say('define.close')}
    </button>
  )
}

function StageFields({ editing, stage: key }: { editing: Editing; stage: string }) {
  const { say } = useWords()
  const { draft } = editing
  const stages = draft.now.journey.stages ?? []
  const place = stages.findIndex((stage) => stage.key === key)
  return (
    <>
      <NameFields
        name={stages[place]?.name}
        fault={editing.faultAt('journey', draft.now.journey.key, ['stages', place].join('.'))}
        change={(name) => draft.change((from) => nameStage(from, key, name), `stage ${key} name`)}
      />
      <p className="faint">{say('define.keyIs', { key })}</p>
      <div className="define-buttons">
        <Button variant="default" disabled={place === 0} onClick={() => draft.change((from) => shiftStage(from, key, -1))}>
          {say('define.stageEarlier')}
        </Button>
        <Button variant="default" disabled={place === stages.length - 1} onClick={() => draft.change((from) => shiftStage(from, key, 1))}>
          {say('define.stageLater')}
        </Button>
        <Button variant="default" onClick={() => draft.change((from) => removeStage(from, key))}>
          {say('define.removeStage')}
        </Button>
      </div>
    </>
  )
}

function TouchpointFields({ editing, touchpoint }: { editing: Editing; touchpoint: GivenTouchpoint }) {
  const words = useWords()
  const { say } = words
  const { draft, faultAt } = editing
  const { key } = touchpoint
  const teams = useTeamOptions()
  const named = useOrganisation().data?.names
  const journeys = useOtherJourneys(editing, key)
  const change = (fields: Partial<GivenTouchpoint>, field?: string) =>
    draft.change((from) => changeTouchpoint(from, key, fields), field && `${key} ${field}`)
  const channels = [...new Set([...CHANNELS, ...Object.keys(named?.channels ?? {}), ...draft.now.channels.map((each) => each.key)])]
  const stages = draftColumns(draft.now).flatMap(({ stage }) =>
    stage === null ? [] : [[stage.key, editing.nameStage(stage.key)] as const],
  )
  return (
    <>
      {journeys.length > 0 && <p className="define-also">{say('define.alsoIn', { journeys: words.formats.list(journeys) })}</p>}
      <NameFields name={touchpoint.name} fault={faultAt('touchpoint', key, 'name')} change={(name) => change({ name }, 'name')} />
      <ChoiceField
        label={say('define.field.stage')}
        none={say('define.noStage')}
        value={stages.some(([stage]) => stage === touchpoint.stage) ? touchpoint.stage : undefined}
        options={stages}
        change={(stage) => draft.change((from) => moveTouchpoint(from, key, stage ?? null))}
      />
      <ChoiceField
        label={say('define.field.channel')}
        none={say('define.channelByEncounter')}
        value={touchpoint.channel}
        options={channels.map((each) => [each, words.channel(each)] as const)}
        change={(channel) => change({ channel })}
      />
      <ChoiceField
        label={say('define.field.initiator')}
        hint={say('define.initiatorHint')}
        none={say('define.initiatorBoth')}
        value={touchpoint.initiator}
        options={INITIATORS.map((each) => [each, say(`side.${each}`)] as const)}
        change={(initiator) => change({ initiator })}
      />
      <ChoiceField
        label={say('define.field.step')}
        hint={say('define.stepHint')}
        none={say('define.stepNone')}
        value={touchpoint.step}
        options={STEPS.map((each) => [each, say(`define.step.${each}`)] as const)}
        change={(step) => change({ step })}
      />
      <ChoiceField
        label={say('define.field.team')}
        none={say('define.teamOfJourney')}
        value={touchpoint.team}
        options={teams}
        change={(team) => change({ team })}
      />
      <ChoiceField
        label={say('define.field.contact')}
        none={say('define.notTold')}
        value={touchpoint.contact}
        options={(['direct', 'indirect'] as const).map((each) => [each, say(`define.contact.${each}`)] as const)}
        change={(contact) => change({ contact })}
      />
      <ChoiceField
        label={say('define.field.facing')}
        none={say('define.notTold')}
        value={touchpoint.facing}
        options={(['customer', 'internal'] as const).map((each) => [each, say(`define.facing.${each}`)] as const)}
        change={(facing) => change({ facing })}
      />
      <KeysField
        label={say('define.field.systems')}
        hint={say('define.systemsHint')}
        value={touchpoint.systems}
        change={(systems) => change({ systems })}
      />
      <TouchpointPromises editing={editing} touchpoint={touchpoint} />
      <p className="faint">{say('define.keyIs', { key })}</p>
      <Button variant="default" onClick={() => draft.change((from) => removeTouchpoint(from, key))}>
        {say('define.removeTouchpoint')}
      </Button>
    </>
  )
}
