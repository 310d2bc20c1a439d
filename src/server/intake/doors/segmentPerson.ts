import { normaliseIdentifier } from '../../../domain/customer/identifier.ts'
import { isFields, type Fields } from './facets.ts'

/** Kinds of a message's identifiers when it does not say otherwise in `integrations.Polku`. */
const KINDS = { userId: 'crm', previousId: 'anonymous' }

/** The kind of which `userId` or `previousId` is. */
export function kindIn(message: Fields, field: keyof typeof KINDS): string {
  const integrations = message['integrations']
  const own = isFields(integrations) ? integrations['Polku'] : undefined
  const kind = isFields(own) ? own[field] : undefined
  return typeof kind === 'string' ? kind : KINDS[field]
}

/** Whom a message is about: user id, anonymous id, and e-mail and phone from the traits where these are well-formed. */
export function identifiersOf(message: Fields, traits: Fields): Fields {
  const { userId, anonymousId } = message
  return {
    ...contactsIn(traits),
    ...(isGiven(anonymousId) && { anonymous: anonymousId }),
    ...(isGiven(userId) && { [kindIn(message, 'userId')]: userId }),
  }
}

/** The e-mail address and phone number among traits, where they are well-formed. */
export function contactsIn(traits: Fields): Fields {
  const isContact = (kind: 'email' | 'phone') => typeof traits[kind] === 'string' && 'value' in normaliseIdentifier(kind, traits[kind])
  return { ...(isContact('email') && { email: traits['email'] }), ...(isContact('phone') && { phone: traits['phone'] }) }
}

/** Whether an id is more than an empty place. */
export function isGiven(id: unknown): boolean {
  return id !== undefined && id !== null && id !== ''
}
