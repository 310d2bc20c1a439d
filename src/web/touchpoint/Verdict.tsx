import type { Verdict as VerdictName } from '../../domain/touchpoint/suggest.ts'
import { useWords } from '../i18n/useWords.ts'

/** The shape of a verdict around a point: each tells itself without its colour. */
export function VerdictShape({ verdict, radius }: { verdict: VerdictName | null; radius: number }) {
  const r = radius
  if (verdict === 'mend') return <rect x={-r * 0.89} y={-r * 0.89} width={r * 1.78} height={r * 1.78} className="verdict verdict-mend" />
  if (verdict === 'invest') return <path d={`M0 ${-r * 1.2}L${r * 1.1} ${r * 0.8}H${-r * 1.1}Z`} className="verdict verdict-invest" />
  if (verdict === 'retire') {
    const a = r * 0.9
    return <path d={`M${-a} ${-a}L${a} ${a}M${a} ${-a}L${-a} ${a}`} className="verdict verdict-retire" />
  }
  return <circle r={r} className={`verdict verdict-${verdict ?? 'none'}`} />
}

/** A verdict as its shape and its word; null = nothing is suggested. */
export function Verdict({ verdict }: { verdict: VerdictName | null }) {
  const { say } = useWords()
  return (
    <span className="verdict-word">
      <svg width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true">
        <VerdictShape verdict={verdict} radius={5.5} />
      </svg>
      {say(`verdict.${verdict ?? 'none'}`)}
    </span>
  )
}
