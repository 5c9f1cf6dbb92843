/** What a screen reader is told of each action, one sentence at a time. */
function createAnnouncer() {
  let said = ''
  const watchers = new Set<() => void>()
  return {
    getState: () => said,
    say(sentence: string) {
      // The same sentence again is read again only when the text differs.
      said = said === sentence ? `${sentence}\u00a0` : sentence
      for (const watcher of watchers) watcher()
    },
    watch(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
}

export const announcer = createAnnouncer()
