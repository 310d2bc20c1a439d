import type { DoorSettings } from '../../domain/feedback/door.ts'

/** Where the customer of an ask answers; with a question and a score of it, these are chosen there already, and nothing is recorded. */
export function askAddress(publicUrl: string, token: string, chosen?: { question: string; score: number }): string {
  const address = `${publicUrl}/r/${token}`
  return chosen === undefined ? address : `${address}?q=${chosen.question}&v=${chosen.score}`
}

/** Where the customer of an ask declines all further ones. */
export function declineAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/r/${token}/stop`
}

/** Where anybody answers by a door: a kiosk at an address of its own, that keeps itself on the device; a widget’s survey is a page, too. */
export function doorAddress(publicUrl: string, { id, kind }: { id: string; kind: DoorSettings['kind'] }): string {
  return `${publicUrl}/r/${kind === 'kiosk' ? 'kiosk' : 'd'}/${id}`
}

/** The line of HTML by which a page has a widget; null for other doors. */
export function doorSnippet(publicUrl: string, { id, settings }: { id: string; settings: DoorSettings }): string | null {
  if (settings.kind !== 'widget') return null
  const place = settings.place === 'inline' ? ' data-place="inline"' : ''
  return `<script src="${publicUrl}/w.js" data-door="${id}"${place} async></script>`
}
