/** Beyond these a probability is as good as certain, and a chart would have no end. */
const NEAREST = 1e-6

/** ln(p / (1 − p)), kept finite. */
export function logOdds(probability: number): number {
  const kept = Math.min(1 - NEAREST, Math.max(NEAREST, probability))
  return Math.log(kept / (1 - kept))
}
