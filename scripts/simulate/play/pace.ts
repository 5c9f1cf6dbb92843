/**
 * How many requests are on their way at a time. Falls when requests take long to reach phones, so that the
 * service is never so busy with us that it must decide by its fallback; rises again while it is quick.
 */

export type PaceSettings = {
  most: number /** A request that takes longer than this on its way to the phone is slow. */
  slowMs: number
}

/** Give the place back early where a story waits for people, e.g. for an analyst. Safe to call twice. */
export type Release = () => void

export type Pace = {
  /** Runs the work when there is a place for it. */
  run<Result>(work: (release: Release) => Promise<Result>): Promise<Result>
  observe(tookMs: number): void
  allowed(): number
}

const OBSERVED = 12

export function createPace({ most, slowMs }: PaceSettings): Pace {
  let allowed = Math.max(1, Math.ceil(most / 2))
  let running = 0
  let observed: number[] = []
  const waiting: (() => void)[] = []

  const letIn = () => {
    while (running < allowed && waiting.length > 0) {
      running += 1
      waiting.shift()?.()
    }
  }
  return {
    async run(work) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        letIn()
      })
      let isGiven = false
      const release = () => {
        if (isGiven) return
        isGiven = true
        running -= 1
        letIn()
      }
      try {
        return await work(release)
      } finally {
        release()
      }
    },
    observe(tookMs) {
      observed.push(tookMs)
      if (observed.length < OBSERVED) return
      const slow = observed.filter((ms) => ms > slowMs).length
      if (slow > 1) allowed = Math.max(1, Math.floor(allowed * 0.7))
      else if (slow === 0) allowed = Math.min(most, allowed + 1)
      observed = []
      letIn()
    },
    allowed: () => allowed,
  }
}

/** At most `limit` at a time, in order of the list. */
export async function inParallel<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values()
  const worker = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: limit }, worker))
}
