import type { CasePageJson } from '../../api/case.ts'
import { useWords } from '../i18n/useWords.ts'

/** What the customer answered after the fix, or that they were asked, or why not. */
export function CaseRecovery({ recovery }: { recovery: NonNullable<CasePageJson['recovery']> }) {
  const { say, formats } = useWords()
  const { at, notAsked, answer } = recovery
  return (
    <section className="case-card" aria-labelledby="case-recovery">
      <h2 id="case-recovery">{say('case.recovery')}</h2>
      {notAsked !== null && <p className="faint">{say(`case.log.recovery-skipped.${notAsked}`)}</p>}
      {notAsked === null && answer === null && (
        <p className="faint">{say('case.recovery.waiting', { date: formats.plainDate(Date.parse(at)) })}</p>
      )}
      {answer !== null && (
        <>
          <p>{say(answer.solved === null ? 'case.recovery.half' : answer.solved ? 'case.recovery.yes' : 'case.recovery.no')}</p>
          {answer.feeling !== null && <p>{say('case.recovery.feels', { feeling: say(`case.feeling.${answer.feeling}`) })}</p>}
        </>
      )}
    </section>
  )
}
