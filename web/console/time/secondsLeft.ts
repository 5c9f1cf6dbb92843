/** Whole seconds until a hold runs out, never below none. @param now ms since 1970, by the server's clock. */
export function secondsLeft(until: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1_000))
}
