import { z } from 'zod'
import { employeeEmail, newPassword, ROLES } from '../domain/employee/employee.ts'
import { localNameSchema } from '../domain/touchpoint/definition.ts'
import { contract, instantText } from './contract.ts'

const language = z.enum(['fi', 'sv', 'en'])

/** Who is signed in. */
const meJson = z
  .object({
    id: z.number().int().describe('Their number.'),
    name: z.string().describe('Their name.'),
    email: z.string().describe('The address they sign in with.'),
    role: z.enum(ROLES).describe('What they may do.'),
    language: language.describe('In which they are written to.'),
    teams: z.array(z.string()).describe('Keys of their teams.'),
    away: z.boolean().describe('Whether they are away just now.'),
  })
  .meta({ id: 'Me' })

/** Whoever is signed in, as screens know them. */
export type Me = z.output<typeof meJson>

const whoJson = z.object({
  me: meJson.nullable().describe('Who is signed in; null when nobody is.'),
  guest: z.boolean().describe('Whether one may look around the demo organisation without signing in.'),
  demo: z
    .object({
      password: z.string().describe('The password of all of them.'),
      people: z
        .array(
          z.object({
            name: z.string().describe('Their name.'),
            email: z.string().describe('The address they sign in with.'),
            role: z.enum(ROLES).describe('What they may do.'),
            team: localNameSchema.nullable().describe('Name of their team, by language or one for all.'),
          }),
        )
        .describe('Invented employees, one of each role.'),
    })
    .nullable()
    .describe('With whom to sign in to the demo organisation; told on the machine itself only.'),
  mail: z.boolean().describe('Whether mail can be sent, forgotten passwords mended by it.'),
  ready: z.boolean().describe('False while nobody can sign in yet: the first admin is still to be made.'),
})

/** Who asks. */
export const getSession = contract({
  operation: 'getSession',
  method: 'GET',
  path: '/api/v1/session',
  topic: 'Sign-in',
  summary: 'Who is signed in, and what can be done by somebody who is not.',
  needs: ['enter', 'session'],
  answer: whoJson,
  status: 200,
})

/** Signs in. */
export const postSession = contract({
  operation: 'postSession',
  method: 'POST',
  path: '/api/v1/session',
  topic: 'Sign-in',
  summary: 'Signs in by e-mail and password; the answer sets the session’s cookie.',
  needs: ['enter', 'session'],
  body: z.strictObject({
    email: employeeEmail.describe('The address one was invited by.'),
    password: z.string().min(1).max(200).describe('The password.'),
  }),
  answer: z.object({ me: meJson.describe('Who is signed in now.') }),
  status: 200,
})

/** Signs out. */
export const deleteSession = contract({
  operation: 'deleteSession',
  method: 'DELETE',
  path: '/api/v1/session',
  topic: 'Sign-in',
  summary: 'Signs out on this browser.',
  needs: ['enter', 'session'],
  answer: z.object({}),
  status: 200,
})

/** Where one is signed in. */
export const getSessions = contract({
  operation: 'getSessions',
  method: 'GET',
  path: '/api/v1/sessions',
  topic: 'Sign-in',
  summary: 'Where you are signed in.',
  needs: ['read', 'session'],
  answer: z.object({
    items: z
      .array(
        z.object({
          id: z.number().int().describe('Its number.'),
          here: z.boolean().describe('Whether it is this one.'),
          since: instantText.describe('When it began.'),
          seen: instantText.describe('When it was prolonged last, at most once a day.'),
          address: z.string().nullable().describe('The network address it began from.'),
          agent: z.string().nullable().describe('What the browser calls itself.'),
        }),
      )
      .describe('Newest first.'),
  }),
  status: 200,
})

/** Ends a session elsewhere. */
export const deleteSessions = contract({
  operation: 'deleteSessions',
  method: 'DELETE',
  path: '/api/v1/sessions/{id}',
  topic: 'Sign-in',
  summary: 'Signs you out somewhere: one session by its number, or `others`.',
  needs: ['change', 'session'],
  params: z.object({
    id: z
      .string()
      .regex(/^(\d{1,15}|others)$/, 'must be a session’s number or others')
      .describe('Number, or `others`.'),
  }),
  answer: z.object({ ended: z.number().int().describe('Sessions that were ended.') }),
  status: 200,
})

/** Changes one's password. */
export const putPassword = contract({
  operation: 'putPassword',
  method: 'PUT',
  path: '/api/v1/session/password',
  topic: 'Sign-in',
  summary: 'Changes your password and signs you out everywhere else.',
  needs: ['change', 'session'],
  body: z.strictObject({ present: z.string().max(200).describe('The present password.'), next: newPassword.describe('The new one.') }),
  answer: z.object({}),
  status: 200,
})

/** Changes what one says of oneself. */
export const patchSession = contract({
  operation: 'patchSession',
  method: 'PATCH',
  path: '/api/v1/session',
  topic: 'Sign-in',
  summary: 'Changes the language you are written to in, when you are away, and who then answers for you.',
  needs: ['change', 'session'],
  body: z.strictObject({
    language: language.optional().describe('fi, sv or en.'),
    substitute: z.number().int().min(1).nullable().optional().describe('Number of the employee who answers for you while you are away.'),
    absence: z
      .strictObject({
        from: z.iso.datetime({ offset: true }).describe('From when on.'),
        until: z.iso.datetime({ offset: true }).nullable().describe('Until when, exclusive; null = until further notice.'),
      })
      .nullable()
      .optional()
      .describe('When you are away; null = not at all.'),
  }),
  answer: z.object({ me: meJson.describe('As it stands now.') }),
  status: 200,
})

/** Asks for a link by mail. */
export const postForgotten = contract({
  operation: 'postForgotten',
  method: 'POST',
  path: '/api/v1/password/forgotten',
  topic: 'Sign-in',
  summary: 'Sends a link by which a new password can be chosen, if somebody signs in with this address; the answer never tells whether.',
  needs: ['enter', 'session'],
  body: z.strictObject({ email: employeeEmail.describe('The address.') }),
  answer: z.object({}),
  status: 202,
})

/** What a link is for. */
export const getLink = contract({
  operation: 'getLink',
  method: 'GET',
  path: '/api/v1/password/{link}',
  topic: 'Sign-in',
  summary: 'For whom a link to choose a password is.',
  needs: ['enter', 'session'],
  params: z.object({ link: z.string().min(8).max(200).describe('The last part of the link.') }),
  answer: z.object({
    name: z.string().describe('Whose password it lets choose; empty for the first admin, who is still to say it.'),
    email: z.string().describe('The address they sign in with; empty for the first admin.'),
    first: z.boolean().describe('Whether it makes the first admin.'),
  }),
  status: 200,
})

/** Chooses a password by a link. */
export const postPassword = contract({
  operation: 'postPassword',
  method: 'POST',
  path: '/api/v1/password/{link}',
  topic: 'Sign-in',
  summary: 'Chooses a password by a one-time link and signs in; the first admin says name and address, too.',
  needs: ['enter', 'session'],
  params: z.object({ link: z.string().min(8).max(200).describe('The last part of the link.') }),
  body: z.strictObject({
    password: newPassword.describe('The password.'),
    name: z.string().trim().min(1).max(200).optional().describe('Name of the first admin.'),
    email: employeeEmail.optional().describe('Address of the first admin.'),
  }),
  answer: z.object({ me: meJson.describe('Who is signed in now.') }),
  status: 200,
})
