/** Work that is done again and again. */
export interface Repeated {
  /** Does it again now, or as soon as what is under way has ended. */
  ring: () => void
  stop: () => Promise<void>
}

/** Does `work` every `interval` ms and whenever it is rung for, never twice at once and at most once in `breath` ms; a failure is told. */
export function keepDoing(
  work: () => Promise<unknown>,
  { interval, breath = 0, failed }: { interval: number; breath?: number; failed: (error: unknown) => void },
): Repeated {
  let isRung = false
  let isStopped = false
  let wake: () => void = () => undefined

  /** Waits `longest` ms, or until `wake` when `isOver` says so. */
  function wait(longest: number, isOver: () => boolean): Promise<void> {
    return new Promise((resume) => {
      const end = () => {
        clearTimeout(timer)
        resume()
      }
      const timer = setTimeout(end, longest)
      wake = () => {
        if (isOver()) end()
      }
      wake()
    })
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      isRung = false
      await work().catch(failed)
      if (breath > 0) await wait(breath, () => isStopped)
      await wait(interval, () => isStopped || isRung)
    }
  }

  const running = run()
  return {
    ring: () => {
      isRung = true
      wake()
    },
    stop: () => {
      isStopped = true
      wake()
      return running
    },
  }
}
