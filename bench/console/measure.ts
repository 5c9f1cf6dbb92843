/** Times of answers over HTTP, as a signed-in person of the console waits for them. */
import type { ConsoleClient } from '../../scripts/consoleClient.ts'

const WARM_UP = 3

export type Page = {
  name: string
  /** One view of the page: everything that it asks for at once. Several are taken in turn. */
  views: readonly (readonly string[])[]
}
export type Measured = { name: string; p50Ms: number; p95Ms: number; maxMs: number }

export async function measure(client: ConsoleClient, page: Page, times: number): Promise<Measured> {
  const viewOf = (run: number) => {
    const view = page.views[run % page.views.length]
    if (view === undefined) throw new Error(`${page.name} has no view`)
    return view
  }
  const took: number[] = []
  for (let run = -WARM_UP; run < times; run += 1) {
    const begun = performance.now()
    await Promise.all(viewOf(run + WARM_UP).map((path) => client.request('GET', path)))
    if (run >= 0) took.push(performance.now() - begun)
  }
  took.sort((a, b) => a - b)
  return { name: page.name, p50Ms: at(took, 0.5), p95Ms: at(took, 0.95), maxMs: at(took, 1) }
}

/** The smallest value that at least this share does not exceed, to a tenth. */
export function at(sorted: readonly number[], share: number): number {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
  return Math.round(value * 10) / 10
}
