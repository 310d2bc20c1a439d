/** A minute of the day as a time field shows it: 480 is `08:00`. */
export function showMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** The minute of the day that a time field shows; null while it is not filled in. */
export function readMinute(text: string): number | null {
  const found = /^(\d\d):(\d\d)/.exec(text)
  return found === null ? null : Number(found[1]) * 60 + Number(found[2])
}
