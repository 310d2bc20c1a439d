import type { DoorSettings } from '../../domain/feedback/door.ts'

/** Where the customer of an ask answers; with a question and a score of it, these are chosen there already, and nothing is recorded. */
export function askAddress(publicUrl: string, token: string, chosen?: { question: string; score: number }): string {
  const address = `${publicUrl}/r/${token}`
  return chosen === undefined ? address : `${address}?${chosen.question}=${chosen.score}`
}

/** Where the customer of an ask declines all further ones. */
export function declineAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/r/${token}/no`
}

/** Where anybody answers by a door; of a widget, its script. */
export function doorAddress(publicUrl: string, { id, settings }: { id: string; settings: DoorSettings }): string {
  return settings.kind === 'widget' ? `${publicUrl}/w/${id}.js` : `${publicUrl}/r/${id}`
}
