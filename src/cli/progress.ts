/** Tells on standard error how far something is: in place on a terminal, a line now and then elsewhere. */
export interface Progress {
  show: (text: string) => void
  end: () => void
}

/** Begins to tell progress. */
export function openProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  const pause = out.isTTY ? 200 : 10_000
  let shownAt = Date.now()
  let width = 0
  return {
    show: (text) => {
      const now = Date.now()
      if (now - shownAt < pause) return
      shownAt = now
      out.write(out.isTTY ? `\r${text.padEnd(width)}` : `${text}\n`)
      width = text.length
    },
    end: () => {
      if (out.isTTY && width > 0) out.write(`\r${' '.repeat(width)}\r`)
    },
  }
}
