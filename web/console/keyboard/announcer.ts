/** What a screen reader is told of each action, one sentence at a time. */
function createAnnouncer() {
  let announced = ''
  const watchers = new Set<() => void>()
  return {
    getState: () => announced,
    announce(sentence: string) {
      // The same sentence again is read again only when the text differs.
      announced = announced === sentence ? `${sentence}\u00a0` : sentence
      for (const watcher of watchers) watcher()
    },
    watch(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
}

export const announcer = createAnnouncer()
