/** Folders that may have more files than others, each with the reason. */
export const FULL_FOLDERS: ReadonlySet<string> = new Set([
  // Rewritten as a whole with the queue's next form.
  'web/console/queue',
])

/** Below these, no two folders import each other, be it over a third one. */
export const WITHOUT_CIRCLES = ['web/console'] as const
