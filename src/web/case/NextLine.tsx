import type { CaseJson } from '../../api/case.ts'
import { useWords } from '../i18n/useWords.ts'
import { nextStep } from './nextStep.ts'
import './nextLine.css'

/** What is next on a case and by when; what is late has its own shape and word. */
export function NextLine({ each, now }: { each: CaseJson; now: number }) {
  const { say, formats } = useWords()
  const { step, by, isLate } = nextStep(each, now)
  return (
    <div className="case-next">
      <span>{say(`case.next.${step}`)}</span>
      {by !== null && (
        <span className={isLate ? 'case-late' : 'faint'}>
          {isLate && <Late />}
          <time dateTime={new Date(by).toISOString()}>
            {say(isLate ? 'case.lateSince' : 'case.by', { time: formats.shortMoment(by), ago: formats.ago(by, now) })}
          </time>
        </span>
      )}
    </div>
  )
}

/** The mark of what should have been done by now. */
export function Late() {
  return (
    <svg className="case-late-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M6 0.500 12 11.500H0Z" fill="currentColor" />
      <path d="M6 4v4M6 9v1.200" stroke="var(--polku-paper)" strokeWidth="1.400" />
    </svg>
  )
}
