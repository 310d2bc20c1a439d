/** Work that has the one connection to itself. */
export type Work<Result> = () => Promise<Result>

/**
 * Turns at something that serves one at a time. Short work never waits for more than one piece of long work, nor long work for more
 * than the short work that was there before it: the two take turns, and all that is short goes at once.
 */
export class Turns {
  #short: (() => Promise<void>)[] = []
  readonly #long: (() => Promise<void>)[] = []
  #busy = false
  #rest: () => void = () => undefined

  /** Statements by themselves: those that wait together are done together. */
  short<Result>(work: Work<Result>): Promise<Result> {
    return this.#wait(this.#short, work)
  }

  /** A transaction: done alone. */
  long<Result>(work: Work<Result>): Promise<Result> {
    return this.#wait(this.#long, work)
  }

  /** Once nothing waits and nothing is under way. */
  async done(): Promise<void> {
    if (this.#busy) await new Promise<void>((resolve) => (this.#rest = resolve))
  }

  async #wait<Result>(queue: (() => Promise<void>)[], work: Work<Result>): Promise<Result> {
    // The work goes on here, where it was given, and not in the loop: what belongs to the caller stays with it.
    const end = await new Promise<() => void>((start) => {
      queue.push(() => new Promise((ended) => start(ended)))
      if (!this.#busy) void this.#run()
    })
    try {
      return await work()
    } finally {
      end()
    }
  }

  async #run(): Promise<void> {
    this.#busy = true
    while (this.#short.length > 0 || this.#long.length > 0) {
      const together = this.#short
      this.#short = []
      await Promise.all(together.map((work) => work()))
      await this.#long.shift()?.()
    }
    this.#busy = false
    this.#rest()
  }
}
