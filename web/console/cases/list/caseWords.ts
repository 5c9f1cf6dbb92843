/** What was searched for among cases. It is free text: it lives in memory, never in an address or in the browser's store. */
export type CaseWords = { text?: string; tag?: string }

const NO_WORDS: CaseWords = {}

function createCaseWords() {
  let words = NO_WORDS
  const watchers = new Set<() => void>()
  return {
    getState: () => words,
    set(next: CaseWords) {
      words = next
      for (const watcher of watchers) watcher()
    },
    watch(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
  }
}

export const caseWords = createCaseWords()
