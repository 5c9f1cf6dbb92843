/**
 * What a test file has of the host until it ends: services, databases, contexts of the browser. A file gives each back
 * itself; what a file that failed did not give back is ended for it, so that nothing of it reaches the next.
 */
const open = new Set<() => Promise<void>>()

/** @returns gives back what `end` ends, once however often it is called. */
export function lease(end: () => Promise<void>): () => Promise<void> {
  let ending: Promise<void> | null = null
  const endLease = () => {
    open.delete(endLease)
    ending ??= end()
    return ending
  }
  open.add(endLease)
  return endLease
}

/** The last given is ended first: it may stand on those before it. */
export async function endLeases(): Promise<void> {
  for (const endLease of [...open].reverse()) {
    await endLease().catch((error: unknown) => console.error('A lease of a test file did not end', error))
  }
}
