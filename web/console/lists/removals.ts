/**
 * Entries that are being taken out. What is listed is kept as a digest only and could not be listed again from here,
 * so the server is told when nobody can undo it any more: after a few seconds, or when the page goes away.
 */
import { removeEntry } from '../api/listsApi.ts'

export const UNDO_MS = 8_000

type Removal = { id: string; timer: number; onDone: (error: unknown) => void }

function createRemovals() {
  let waiting: readonly Removal[] = []
  const watchers = new Set<() => void>()
  let ids: ReadonlySet<string> = new Set()

  function become(next: readonly Removal[]) {
    waiting = next
    ids = new Set(next.map(({ id }) => id))
    for (const watcher of watchers) watcher()
  }

  async function finish(removal: Removal, isLeaving = false) {
    window.clearTimeout(removal.timer)
    const error = await removeEntry(removal.id, isLeaving).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    become(waiting.filter((one) => one !== removal))
    removal.onDone(error)
  }

  window.addEventListener('pagehide', () => {
    for (const removal of waiting) void finish(removal, true)
  })

  return {
    getIds: () => ids,
    watch(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    /** @param onDone once the server was told; what it threw, or null. */
    begin(id: string, onDone: (error: unknown) => void) {
      if (ids.has(id)) return
      const timer = window.setTimeout(() => {
        const removal = waiting.find((one) => one.id === id)
        if (removal !== undefined) void finish(removal)
      }, UNDO_MS)
      become([...waiting, { id, timer, onDone }])
    },
    /** @returns whether it was in time. */
    undo(id: string): boolean {
      const removal = waiting.find((one) => one.id === id)
      if (removal === undefined) return false
      window.clearTimeout(removal.timer)
      become(waiting.filter((one) => one !== removal))
      return true
    },
  }
}

export const removals = createRemovals()
