import { z } from 'zod'
import { WAITING_FOR } from '../domain/case/case.ts'
import { instantText } from './contract.ts'
import { personJson, rootCauseJson } from './caseParts.ts'

const KINDS = [
  'opened',
  'caught',
  'fell',
  'inherited',
  'offered',
  'handed-over',
  'declined',
  'taken-back',
  'lapsed',
  'helper-added',
  'helper-removed',
  'note',
  'phoned',
  'message',
  'customer-said',
  'auto-replied',
  'waiting',
  'resumed',
  'solved',
  'confirmed',
  'reopened',
  'escalated',
  'joined',
  'withdrawn',
  'restored',
  'task-added',
  'task-finished',
  'cause-linked',
  'link-renewed',
  'joined-into',
  'took-in',
  'separated',
  'let-go',
  'recovery-asked',
  'recovery-skipped',
  'recovery-answered',
] as const

const person = personJson.optional()

/** One line of a case's log; which fields it has depends on its kind. */
export const caseEntryJson = z
  .object({
    id: z.number().int().describe('Grows along the log.'),
    at: instantText.describe('When.'),
    actor: z.enum(['employee', 'customer', 'polku']).describe('Who did it: an employee, the customer, or Polku.'),
    by: personJson.nullable().describe('The employee who did it; null unless one did.'),
    kind: z
      .enum(KINDS)
      .describe(
        'fell: nobody caught it in time; inherited: its owner left; lapsed: an offer nobody answered; phoned: a call; auto-replied: a mail that a machine wrote, a bounce or an absence note; resumed: what it waited for is over; escalated: somebody was told that a limit passed; joined: a further friction; restored: no longer withdrawn; cause-linked: what caused it became known; link-renewed: the customer’s link was revoked and another given; joined-into: it goes on in another case; took-in: another goes on in this one; separated, let-go: no longer; recovery-asked, -skipped, -answered: the question after the fix.',
      ),
    text: z.string().nullable().optional().describe('note, phoned, message, customer-said, auto-replied, recovery-answered: the words.'),
    note: z.string().nullable().optional().describe('offered, declined, waiting, reopened, confirmed: a word on it.'),
    from: person.describe('handed-over, inherited: whose it was.'),
    to: person.describe('offered, handed-over, inherited, fell, escalated, lapsed, taken-back: to whom.'),
    employee: person.describe('helper-added, helper-removed: who.'),
    team: z.string().nullable().optional().describe('opened, caught, fell, inherited: the team.'),
    fromTeam: z.string().nullable().optional().describe('handed-over: the team of who gave it.'),
    toTeam: z.string().nullable().optional().describe('handed-over: the team of who took it.'),
    because: z
      .string()
      .optional()
      .describe(
        'offered, handed-over: handover or absence; reopened: not-yet, customer-said, friction or employee; resumed: customer, time or employee; recovery-skipped: opted-out, asked-lately or recovery-asked-lately.',
      ),
    reached: z.boolean().optional().describe('phoned: whether the customer answered.'),
    delivery: z
      .enum(['mail', 'page'])
      .optional()
      .describe('message, recovery-asked: sent by mail, or only to be read on the customer’s page.'),
    mail: z
      .object({
        state: z.enum(['queued', 'sent', 'failed']).describe('On its way, taken by the mail server, or given up.'),
        problem: z.string().nullable().describe('Why the last attempt failed; null when none did.'),
      })
      .optional()
      .describe('message, solved, recovery-asked by mail: what became of it.'),
    letter: z
      .object({
        whole: z.string().nullable().describe('The whole of it, when only what they wrote anew stands in `text`.'),
        attachments: z.array(z.string()).describe('Names of what was attached; the files themselves are not kept.'),
      })
      .optional()
      .describe('customer-said, auto-replied by mail: what came along.'),
    bounced: z.boolean().optional().describe('auto-replied: whether a mail server tells that ours did not arrive.'),
    channel: z.string().nullable().optional().describe('customer-said, confirmed: in which channel.'),
    encounter: z.string().nullable().optional().describe('customer-said: id of the encounter; null on the customer’s page.'),
    saidAt: instantText.optional().describe('customer-said: when they said it.'),
    for: z.enum(WAITING_FOR).optional().describe('waiting: for whom.'),
    until: instantText.optional().describe('waiting: until when at most.'),
    done: z.string().optional().describe('solved: what was done.'),
    cause: rootCauseJson.nullable().optional().describe('solved, cause-linked: what had caused it.'),
    into: z.string().optional().describe('joined-into, separated: number of the case it goes on in, or did.'),
    case: z.string().optional().describe('took-in, let-go: number of the other case; customer-said: of the joined case they speak of.'),
    solved: z.boolean().nullable().optional().describe('recovery-answered: whether the customer says it was solved; null = not told.'),
    feeling: z
      .number()
      .int()
      .nullable()
      .optional()
      .describe('recovery-answered: how they feel, 1 very bad to 5 very good; null = not told.'),
    learned: z.string().nullable().optional().describe('solved: what we learnt.'),
    confirmedBy: z.enum(['customer', 'silence']).optional().describe('confirmed: by the customer, or by 14 days of silence.'),
    limit: z.enum(['word', 'solved']).optional().describe('escalated: which limit passed.'),
    step: z.number().int().optional().describe('escalated: 0 the owner was told, 1 the lead, 2 the lead’s lead.'),
    severity: z.number().int().optional().describe('opened, joined: how grave it is.'),
    frictions: z.array(z.string()).optional().describe('opened, joined: keys of the frictions.'),
    task: z.number().int().optional().describe('task-added, task-finished: number of the task.'),
    title: z.string().optional().describe('task-added, task-finished: what is to be done.'),
    dueAt: instantText.nullable().optional().describe('task-added: by when.'),
  })
  .meta({ id: 'CaseEntry' })

/** One line of a case's log. */
export type CaseEntryJson = z.output<typeof caseEntryJson>
