/** The last decision of this reader, while it may be undone. */
export type Undoable = { ids: readonly string[]; until: string; words: string }

function createUndoable() {
  let last: Undoable | null = null
  const watchers = new Set<() => void>()

  function become(next: Undoable | null) {
    last = next
    for (const watcher of watchers) watcher()
  }

  return {
    getState: () => last,
    offer: (undoable: Undoable) => become(undoable),
    forget: () => become(null),
    watch(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
}

export const undoable = createUndoable()
