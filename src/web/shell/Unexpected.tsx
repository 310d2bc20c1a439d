import { Button } from '@mantine/core'
import { useWords } from '../i18n/useWords.ts'

/** A page that could not draw itself. */
export function Unexpected() {
  const { say } = useWords()
  return (
    <section className="message" role="alert">
      <h1>{say('error.title')}</h1>
      <p>{say('error.unexpected')}</p>
      <Button onClick={() => location.reload()}>{say('error.retry')}</Button>
    </section>
  )
}
