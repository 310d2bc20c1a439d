import { useState, type KeyboardEvent } from 'react'
import { draftColumns, moveTouchpoint, shiftTouchpoint, type DraftColumn } from '../../../domain/journey/draftEdits.ts'
import type { GivenTouchpoint, WholeDefinition } from '../../../domain/journey/draft.ts'
import { useWords } from '../../i18n/useWords.ts'
import { readName } from '../../i18n/words.ts'
import { AddStage, AddTouchpoint } from './Adding.tsx'
import type { Chosen, Editing } from './editing.ts'
import { useCarry } from './useCarry.ts'

const STEPS: Record<string, { stage: -1 | 0 | 1; order: -1 | 0 | 1 }> = {
  ArrowLeft: { stage: -1, order: 0 },
  ArrowRight: { stage: 1, order: 0 },
  ArrowUp: { stage: 0, order: -1 },
  ArrowDown: { stage: 0, order: 1 },
}

/** The journey's stages as columns with their touchpoints as cards, to be carried by pointer or moved by arrow keys. */
export function Board({ editing }: { editing: Editing }) {
  const { draft, mayEdit, chosen, choose, faultsOf } = editing
  const words = useWords()
  const { say } = words
  const [told, setTold] = useState('')
  const columns = draftColumns(draft.now)
  const nameStage = ({ stage }: DraftColumn) =>
    stage === null ? say('define.noStage') : (readName(stage.name, words.language) ?? editing.nameStage(stage.key))
  const tellPlace = (next: WholeDefinition, key: string) => {
    const column = draftColumns(next).find(({ touchpoints }) => touchpoints.some((each) => each.key === key))!
    const place = column.touchpoints.findIndex((each) => each.key === key) + 1
    setTold(say('define.moved', { name: editing.nameTouchpoint(key), stage: nameStage(column), place, of: column.touchpoints.length }))
  }
  const move = (make: (from: WholeDefinition) => WholeDefinition, key: string) => {
    draft.change(make)
    tellPlace(make(draft.now), key)
  }
  const { carried, begin } = useCarry((key, { stage, before }) =>
    move((from) => moveTouchpoint(from, key, stage === '' ? null : stage, before), key),
  )

  function moveByKey(event: KeyboardEvent, key: string, at: number): void {
    const step = STEPS[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if (step.order !== 0) return move((from) => shiftTouchpoint(from, key, step.order as -1 | 1), key)
    const target = columns[at + step.stage]
    if (target) move((from) => moveTouchpoint(from, key, target.stage?.key ?? null), key)
  }

  const card = (touchpoint: GivenTouchpoint, at: number) => {
    const { key, channel, initiator, team, step } = touchpoint
    const isWrong = faultsOf('touchpoint', key).length > 0
    const facts = [channel && words.channel(channel), team && words.team(team)].filter(Boolean).join(' · ')
    const isTarget = carried?.over?.before === key
    return (
      <li key={key} data-card={key} className="define-card" data-wrong={isWrong} data-carried={carried?.key === key} data-target={isTarget}>
        {mayEdit && (
          <button
            type="button"
            className="define-handle"
            aria-label={say('define.handle', { name: editing.nameTouchpoint(key) })}
            aria-describedby="define-handle-hint"
            onPointerDown={(event) => begin(key, event)}
            onKeyDown={(event) => moveByKey(event, key, at)}
            ref={(button) => editing.keepFocus(key, button)}
            onFocus={() => editing.focused(key)}
            onBlur={() => editing.focused(null)}
          >
            <span aria-hidden="true">⠿</span>
          </button>
        )}
        <button
          type="button"
          className="define-open"
          aria-pressed={isChosen(chosen, 'touchpoint', key)}
          onClick={() => choose({ sort: 'touchpoint', key })}
        >
          <span className="define-name">
            <Side initiator={initiator} />
            {editing.nameTouchpoint(key)}
          </span>
          <span className="faint">{facts}</span>
          {step && <span className="define-step">{say(`define.step.${step}`)}</span>}
          {isWrong && <span className="define-wrong">{say('define.hasFault')}</span>}
        </button>
      </li>
    )
  }

  return (
    <section className="define-board-place" aria-labelledby="define-board">
      <h2 id="define-board" tabIndex={-1}>
        {say('define.board')}
      </h2>
      <p className="faint">{say('define.boardHint')}</p>
      {mayEdit && (
        <p className="hidden" id="define-handle-hint">
          {say('define.handleHint')}
        </p>
      )}
      <p className="hidden" role="status">
        {told}
      </p>
      <ol className="define-board">
        {columns.map((column, at) => {
          const key = column.stage?.key ?? ''
          return (
            <li key={key} className="define-column" data-stage={key} data-over={carried?.over?.stage === key}>
              <h3>
                {column.stage === null ? (
                  nameStage(column)
                ) : (
                  <button
                    type="button"
                    className="define-stage"
                    aria-pressed={isChosen(chosen, 'stage', key)}
                    onClick={() => choose({ sort: 'stage', key })}
                  >
                    {nameStage(column)}
                  </button>
                )}
              </h3>
              {column.touchpoints.length > 0 ? (
                <ol className="define-cards">{column.touchpoints.map((touchpoint) => card(touchpoint, at))}</ol>
              ) : (
                <p className="faint">{say('define.noTouchpoints')}</p>
              )}
              {mayEdit && <AddTouchpoint editing={editing} stage={column.stage?.key ?? null} stageName={nameStage(column)} />}
            </li>
          )
        })}
      </ol>
      {mayEdit && <AddStage editing={editing} />}
      {carried && (
        <div className="define-ghost" style={{ transform: `translate(${carried.x + 8}px, ${carried.y + 8}px)` }} aria-hidden="true">
          {editing.nameTouchpoint(carried.key)}
        </div>
      )}
    </section>
  )
}

function isChosen(chosen: Chosen | null, sort: Chosen['sort'], key: string): boolean {
  return chosen?.sort === sort && chosen.key === key
}

/** Whose encounters begin there, drawn as in the picture of a path: the customer's a ring, the company's a dot. */
function Side({ initiator }: { initiator: GivenTouchpoint['initiator'] }) {
  return <span className="define-side" data-side={initiator ?? 'none'} aria-hidden="true" />
}
