import type { Polku } from './polku.ts'
import { startAsking as startAskingCustomers } from './server/feedback/askWorker.ts'
import { hearReturn, isReturnAddress } from './server/feedback/askBounces.ts'
import { startTellingResponses } from './server/feedback/responseEncounters.ts'
import { readingBy } from './server/feedback/mentionReading.ts'
import { startReading } from './server/feedback/mentionWorker.ts'
import { hearMail, isReplyAddress } from './server/case/hearMail.ts'
import { startNotices } from './server/case/noticeWorker.ts'
import { mailingOf } from './server/case/mailCustomer.ts'
import { startDeadlineWorker } from './server/jobs/deadlineWorker.ts'
import { startMailing } from './server/mail/sendMails.ts'
import { startForgettingCalls } from './server/voice/modelCalls.ts'
import { startLearning } from './server/voice/learnWorker.ts'
import { startReadingVoice } from './server/voice/readVerbatims.ts'
import { voiceEngine } from './server/voice/voiceEngine.ts'
import { startDeliveries } from './server/webhook/worker.ts'

/** Starts the worker that lets time pass: deadlines, encounters whose time has come, changed definitions, responses that are to become encounters; nightly it learns. */
export function startWorker(polku: Polku, failed: (error: unknown) => void): { stop: () => Promise<void> } {
  const { database, definitions, clock, memory, announced } = polku
  const workers = [
    startDeadlineWorker(database, definitions, clock, memory, mailingOf(polku), { announced, failed }),
    startTellingResponses(polku, { announced, failed }),
    startVoice(polku, failed),
    startForgettingCalls(database, clock, failed),
    startLearning(polku, failed),
  ]
  return { stop: async () => void (await Promise.all(workers.map((worker) => worker.stop()))) }
}

/** Starts the worker that sends mail; null when none can be sent. */
export function startMail(polku: Polku, failed: (error: unknown) => void): { stop: () => Promise<void> } | null {
  const { smtpUrl, mailFrom } = polku.config
  if (smtpUrl === undefined || mailFrom === undefined) return null
  return startMailing({ database: polku.database, smtpUrl, from: mailFrom, clock: polku.clock, failed })
}

/** Receives answers of customers to mail; null where none are. Throws when the port is taken. */
export async function receiveMail(polku: Polku, failed: (error: unknown) => void): Promise<{ stop: () => Promise<void> } | null> {
  const { config, replies, database, definitions, clock, announced, onCommit } = polku
  if (replies === null || config.smtpInPort === undefined) return null
  const { startReceiving } = await import('./server/mail/receiveMails.ts')
  const parts = { database, definitions, clock, announcements: { subscribe: onCommit, announced }, mailing: mailingOf(polku) }
  return startReceiving({
    host: config.host,
    port: config.smtpInPort,
    isKnown: async (recipient) => (await isReplyAddress(database, replies, recipient)) || isReturnAddress(database, replies, recipient),
    take: (recipient, mail) =>
      replies.readReturn(recipient) === null ? hearMail(parts, replies, recipient, mail) : hearReturn(database, replies, recipient, mail),
    failed,
  })
}

/** Starts the worker that asks customers what surveys ask, when and as politely as their plans say. */
export function startAsking(polku: Polku, failed: (error: unknown) => void): { stop: () => Promise<void> } {
  return startAskingCustomers({ ...polku, subscribe: polku.onCommit, failed })
}

/** Starts the worker that reads what people say in their own words. */
function startVoice({ database, texts, announced }: Polku, failed: (error: unknown) => void): { stop: () => Promise<void> } {
  return startReadingVoice(database, voiceEngine(texts), { announced, failed })
}

/** Starts the worker that tells webhooks what happens; `told` hears when it turns one off. */
export function startTelling(polku: Polku, failed: (error: unknown) => void, told: (line: string) => void): { stop: () => Promise<void> } {
  return startDeliveries({ ...polku.webhooks, publicUrl: polku.config.publicUrl, subscribe: polku.onCommit, failed, told })
}

/** Starts the worker that tells people and channels of cases; `told` hears when it turns a rule off. */
export function startNoticing(polku: Polku, failed: (error: unknown) => void, told: (line: string) => void): { stop: () => Promise<void> } {
  const { webhooks, definitions, config, hasMail, onCommit } = polku
  return startNotices({ ...webhooks, definitions, publicUrl: config.publicUrl, hasMail, subscribe: onCommit, failed, told })
}

/** Starts the worker that reads feeds and pages for mentions. */
export function startReadingMentions(polku: Polku, failed: (error: unknown) => void): { stop: () => Promise<void> } {
  const { database, intake, clock, webhooks, texts } = polku
  return startReading({ database, intake, clock, policy: webhooks.policy, readTexts: readingBy(texts), failed })
}
