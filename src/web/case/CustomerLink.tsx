import { Button, CopyButton } from '@mantine/core'
import { useState } from 'react'
import type { CasePageJson } from '../../api/case.ts'
import { renewCaseLink } from '../../api/caseWork.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { useWork } from './useWork.ts'

/** The address of the customer's own page, to be given to them; who works on the case can revoke it and give another. */
export function CustomerLink({ each, address }: { each: CasePageJson; address: string }) {
  const { say } = useWords()
  const work = useWork()
  const [isAsking, setAsking] = useState(false)
  const [isDone, setDone] = useState(false)
  const { id, version, may } = each
  async function renew(): Promise<void> {
    setDone(await work.attempt(() => call(renewCaseLink, { params: { id }, body: { version } })))
    setAsking(false)
  }
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
        {may.work && !isAsking && (
          <button type="button" className="text-link" onClick={() => setAsking(true)}>
            {say('case.linkRenew')}
          </button>
        )}
      </p>
      {isAsking && (
        <>
          <p className="faint">{say('case.linkRenewHint')}</p>
          <p className="case-link-acts">
            <Button variant="default" size="compact-md" disabled={work.isBusy} onClick={() => void renew()}>
              {say('case.linkRenewSure')}
            </Button>
            <Button variant="subtle" size="compact-md" onClick={() => setAsking(false)}>
              {say('case.cancel')}
            </Button>
          </p>
        </>
      )}
      <p role="alert" className="entry-wrong">
        {work.wrong}
      </p>
      <p role="status" className="entry-done">
        {isDone && say('case.linkRenewed')}
      </p>
    </section>
  )
}
