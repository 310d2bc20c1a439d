/** The path, drawn as everywhere: the customer's ring, the line, a friction, and a broken end. */
export function Logo() {
  return (
    <svg className="logo" width="52" height="32" viewBox="0 0 52 32" fill="none" strokeLinecap="round" aria-hidden="true">
      <path d="M10 22h5c6 0 5-12 11-12h9" stroke="var(--polku-spruce)" strokeWidth="3" />
      <path d="m38 6 3.500 8" stroke="var(--polku-lingonberry)" strokeWidth="2" />
      <path d="M44 10h1M49 10h.5" stroke="var(--polku-lingonberry)" strokeWidth="3" />
      <circle cx="6" cy="22" r="4" stroke="var(--polku-lake)" strokeWidth="2.500" />
      <path d="m20.500 10.500 5.500 5.500-5.500 5.500-5.500-5.500z" fill="var(--polku-lingonberry)" />
    </svg>
  )
}
