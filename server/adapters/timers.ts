/** Timers of a process, which end with it: what they were to do is left to the sweeper of another. */
import type { Timers } from '../flow/ports.ts'
export function createTimers(): Timers {
  const pending = new Set<NodeJS.Timeout>()
  return {
    after(ms: number, work: () => void): () => void {
      const timer = setTimeout(() => {
        pending.delete(timer)
        work()
      }, ms)
      pending.add(timer)
      return () => {
        clearTimeout(timer)
        pending.delete(timer)
      }
    },
    cancelAll(): void {
      for (const timer of pending) clearTimeout(timer)
      pending.clear()
    },
  }
}
