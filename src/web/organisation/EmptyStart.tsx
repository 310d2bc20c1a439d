import { Button, CopyButton } from '@mantine/core'
import { useWords } from '../i18n/useWords.ts'

const SEND = (origin: string) => `TOKEN=$(npm run --silent polku -- token create --scope ingest --name first)
curl ${origin}/v1/encounters \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -d '{"customer":{"email":"aino@example.com"},"touchpoint":"loan-application","occurredAt":"${new Date().toISOString()}"}'`

const IMPORT = 'npm run polku -- import encounters.ndjson'

/** What belongs here while nothing has happened yet, and the one thing to do. */
export function EmptyStart() {
  const { say } = useWords()
  return (
    <section className="message">
      <h1>{say('start.empty')}</h1>
      <p>{say('start.emptyHint')}</p>
      <h2>{say('start.byHttp')}</h2>
      <Command text={SEND(location.origin)} />
      <h2>{say('start.byFile')}</h2>
      <Command text={IMPORT} />
      <p role="status" className="faint">
        {say('start.waiting')} …
      </p>
    </section>
  )
}

function Command({ text }: { text: string }) {
  const { say } = useWords()
  return (
    <div className="command">
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" onClick={copy}>
            {copied ? say('start.copied') : say('start.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
