import { Button } from '@mantine/core'
import { Refusal } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'

/** Says what happened, what was kept and what to do, and tries again. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { say } = useWords()
  const status = error instanceof Refusal ? error.status : 0
  return (
    <section className="message" role="alert">
      <h1>{say('error.title')}</h1>
      <p>{status === 0 ? say('error.unreachable') : say('error.refused', { status })}</p>
      <Button onClick={retry}>{say('error.retry')}</Button>
    </section>
  )
}
