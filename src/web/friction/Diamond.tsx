/** The mark of a friction. */
export function Diamond({ size = 14 }: { size?: number }) {
  return (
    <svg className="diamond" width={size} height={size} viewBox="-8 -8 16 16" aria-hidden="true">
      <path d="M0-7 7 0 0 7-7 0Z" fill="var(--polku-lingonberry)" />
    </svg>
  )
}
