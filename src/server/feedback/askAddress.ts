/** Where the customer of an ask answers; with a question and a score of it, these are chosen there already, and nothing is recorded. */
export function askAddress(publicUrl: string, token: string, chosen?: { question: string; score: number }): string {
  const address = `${publicUrl}/r/${token}`
  return chosen === undefined ? address : `${address}?q=${chosen.question}&v=${chosen.score}`
}

/** Where the customer of an ask declines all further ones. */
export function declineAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/r/${token}/stop`
}

/** Where anybody answers by a door. */
export function doorAddress(publicUrl: string, { id }: { id: string }): string {
  return `${publicUrl}/r/d/${id}`
}
