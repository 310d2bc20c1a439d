import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { useWords } from '../i18n/useWords.ts'
import './copied.css'

/** A text to be taken elsewhere, and a button that copies it; where the browser lets nothing be copied, it is marked for the keyboard. */
export function Copied({ label, text }: { label: string; text: string }) {
  const { say } = useWords()
  const [told, tell] = useState<'doors.copy' | 'doors.copied' | 'doors.marked'>('doors.copy')
  const code = useRef<HTMLElement>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      tell('doors.copied')
    } catch {
      getSelection()?.selectAllChildren(code.current!)
      tell('doors.marked')
    }
  }
  return (
    <div className="copied">
      <p className="faint">{label}</p>
      <code ref={code}>{text}</code>
      <Button variant="default" size="compact-sm" onClick={() => void copy()} aria-live="polite">
        {say(told)}
      </Button>
    </div>
  )
}
