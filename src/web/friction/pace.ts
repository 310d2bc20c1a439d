/** Acts a while after it was asked to, once for all that asked meanwhile, and no more often than `apart`; both in ms. */
export function paceOf({ gather, apart }: { gather: number; apart: number }, act: () => void): { ask: () => void; stop: () => void } {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let last = -Infinity
  return {
    ask: () => {
      waiting ??= setTimeout(
        () => {
          waiting = undefined
          last = Date.now()
          act()
        },
        Math.max(gather, last + apart - Date.now()),
      )
    },
    stop: () => clearTimeout(waiting),
  }
}
