import { Link } from '@tanstack/react-router'
import { useWords } from '../i18n/useWords.ts'

/** Nobody is known by that identifier. */
export function CustomerMissing({ customer }: { customer: string }) {
  const { say } = useWords()
  return (
    <section className="message">
      <h1>{say('customer.missing', { customer })}</h1>
      <p>{say('customer.missingHint')}</p>
      <Link to="/">{say('error.home')}</Link>
    </section>
  )
}
