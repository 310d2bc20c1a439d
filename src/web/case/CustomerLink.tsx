import { Button, CopyButton } from '@mantine/core'
import { useWords } from '../i18n/useWords.ts'

/** The address of the customer's own page, to be given to them. */
export function CustomerLink({ address }: { address: string }) {
  const { say } = useWords()
  return (
    <section className="case-card" aria-labelledby="case-link">
      <h2 id="case-link">{say('case.link')}</h2>
      <p className="faint">{say('case.linkHint')}</p>
      <p className="case-link-acts">
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-md" onClick={copy}>
              {copied ? say('case.linkCopied') : say('case.linkCopy')}
            </Button>
          )}
        </CopyButton>
        <a href={address} target="_blank" rel="noreferrer">
          {say('case.linkOpen')}
        </a>
      </p>
    </section>
  )
}
