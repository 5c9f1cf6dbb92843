/**
 * What a test file has of the host until it ends: services, databases, contexts of the browser. A file gives each back
 * itself; what a file that failed did not give back is ended for it, so that nothing of it reaches the next.
 */
const open = new Set<() => Promise<void>>()

/** @returns gives back what `end` ends, once however often it is called. */
export function lease(end: () => Promise<void>): () => Promise<void> {
  let ending: Promise<void> | null = null
  const giveBack = () => {
    open.delete(giveBack)
    ending ??= end()
    return ending
  }
  open.add(giveBack)
  return giveBack
}

/** The last given is ended first: it may stand on those before it. */
export async function endLeases(): Promise<void> {
  for (const giveBack of [...open].reverse()) {
    await giveBack().catch((error: unknown) => console.error('A lease of a test file did not end', error))
  }
}
