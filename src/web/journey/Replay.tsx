import { Button } from '@mantine/core'
import { useEffect, useState, type KeyboardEvent } from 'react'
import { useWords } from '../i18n/useWords.ts'
import type { StoryEncounter } from './story.ts'

/** How long each step stands while a path is played, in ms. */
const PACE = 1600

interface Props {
  encounters: readonly StoryEncounter[]
  /** Index of the step shown; null when the whole path is. */
  at: number | null
  show: (at: number | null) => void
}

/** Replays one path step by step: played, or by the buttons and the arrow keys. */
export function Replay({ encounters, at, show }: Props) {
  const { say, formats, touchpoint, channel } = useWords()
  const [isPlaying, setIsPlaying] = useState(false)
  const last = encounters.length - 1
  useEffect(() => {
    if (!isPlaying) return undefined
    const timer = setTimeout(() => (at !== null && at < last ? show(at + 1) : setIsPlaying(false)), PACE)
    return () => clearTimeout(timer)
  }, [isPlaying, at, last, show])
  const go = (step: number) => {
    setIsPlaying(false)
    show(Math.min(last, Math.max(0, step)))
  }
  const play = () => {
    if (isPlaying) return setIsPlaying(false)
    if (at === null || at === last) show(0)
    setIsPlaying(true)
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowRight: (at ?? -1) + 1, ArrowLeft: (at ?? 0) - 1, Home: 0, End: last }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      go(step)
    } else if (event.key === 'Escape' && at !== null) {
      event.preventDefault()
      stop()
    }
  }
  const stop = () => {
    setIsPlaying(false)
    show(null)
  }
  const current = at === null ? undefined : encounters[at]
  return (
    // The buttons are what one presses; the arrows only save the way between them.
    <div className="replay" role="toolbar" tabIndex={-1} aria-label={say('replay.label')} onKeyDown={press}>
      <Button variant="default" size="compact-sm" onClick={play} aria-pressed={isPlaying}>
        {say(isPlaying ? 'replay.pause' : 'replay.play')}
      </Button>
      <Button variant="subtle" size="compact-sm" disabled={at === null || at === 0} onClick={() => go((at ?? 0) - 1)}>
        {say('replay.previous')}
      </Button>
      <Button variant="subtle" size="compact-sm" disabled={at === last} onClick={() => go((at ?? -1) + 1)}>
        {say('replay.next')}
      </Button>
      {at !== null && (
        <Button variant="subtle" size="compact-sm" onClick={stop}>
          {say('replay.whole')}
        </Button>
      )}
      <p className="replay-step" role="status">
        {current &&
          say('replay.step', {
            step: (at ?? 0) + 1,
            steps: encounters.length,
            touchpoint: touchpoint(current.touchpoint),
            channel: channel(current.channel),
            side: say(`side.${current.side}`),
            time: formats.moment(current.at),
          })}
      </p>
    </div>
  )
}
