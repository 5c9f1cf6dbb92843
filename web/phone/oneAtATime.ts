/**
 * Runs work under a name one at a time: in all tabs of a browser by Web Locks, elsewhere within the
 * process. Two confirmations with one key at once would spend the same one-time password.
 */
const lastOf = new Map<string, Promise<unknown>>()

export async function oneAtATime<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const locks = globalThis.navigator?.locks
  if (locks !== undefined) return await locks.request(name, work)
  const before = lastOf.get(name) ?? Promise.resolve()
  const mine = before.then(work, work)
  lastOf.set(name, mine)
  try {
    return await mine
  } finally {
    if (lastOf.get(name) === mine) lastOf.delete(name)
  }
}
