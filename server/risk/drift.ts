/**
 * Drift: how far a sample of now has moved from one of before, feature by feature and in the score, by the
 * population stability index. The usual marks of 0.1 and 0.25 have no formal basis and ignore how large the
 * samples are: so each index stands beside the limits that two samples of the same population, of these
 * sizes, would keep.
 */
import type { FeatureValue, FeatureVector } from '../domain/decision.ts'
import { type Chance, createChance } from './chance.ts'
import { featureValue } from './featureValue.ts'
import { quantile } from './intervals.ts'

export type Drift = {
  /** PSI = Σ (c − r) ln(c / r) over the shares of the bins. 0: the same. */
  psi: number
  /** What 95 and 99 of 100 pairs of samples without any drift stay below. */
  watchAt: number
  actAt: number
  level: 'none' | 'watch' | 'act'
}

export type Sampled = { features: FeatureVector; score: number }
export type DriftReport = { score: Drift; features: Record<string, Drift> }

/** A value, or null where it is missing: being missing more often than before is drift too. */
type Value = FeatureValue | null

const DECILES = 10
/** An empty bin counts as this share, so that the index stays finite. */
const LEAST_SHARE = 1e-4
const ROUNDS = 200

/** Every feature that either sample has, and the score. */
export function measureDrift(
  reference: readonly Sampled[],
  current: readonly Sampled[],
  seed: number,
): DriftReport {
  const names = new Set([...reference, ...current].flatMap(({ features }) => Object.keys(features)))
  const valuesOf = (sample: readonly Sampled[], name: string) =>
    sample.map(({ features }) => featureValue(features[name]))
  return {
    score: driftOf(
      reference.map(({ score }) => score),
      current.map(({ score }) => score),
      seed,
    ),
    features: Object.fromEntries(
      [...names].map((name) => [name, driftOf(valuesOf(reference, name), valuesOf(current, name), seed)]),
    ),
  }
}

/** @throws RangeError for an empty sample. */
export function driftOf(reference: readonly Value[], current: readonly Value[], seed: number): Drift {
  if (reference.length === 0 || current.length === 0)
    throw new RangeError('drift is measured between two samples, and one is empty')
  const binOf = binning(reference)
  const bins = [...new Set([...reference, ...current].map(binOf))].sort()
  const [before, now] = [countIn(bins, reference, binOf), countIn(bins, current, binOf)]
  const psi = stabilityIndex(before, now)
  const { watchAt, actAt } = limits(before, current.length, createChance(seed))
  return { psi, watchAt, actAt, level: psi > actAt ? 'act' : psi > watchAt ? 'watch' : 'none' }
}

/** @param before counts by bin. @param now counts by the same bins. */
export function stabilityIndex(before: readonly number[], now: readonly number[]): number {
  const [ofBefore, ofNow] = [total(before), total(now)]
  return before.reduce((sum, count, bin) => {
    const r = Math.max(LEAST_SHARE, count / ofBefore)
    const c = Math.max(LEAST_SHARE, (now[bin] ?? 0) / ofNow)
    return sum + (c - r) * Math.log(c / r)
  }, 0)
}

/** Numbers by the reference's deciles, which fall together where a value is frequent; others by their value. */
function binning(reference: readonly Value[]): (value: Value) => string {
  const numbers = reference.filter((value) => typeof value === 'number').sort((a, b) => a - b)
  const cuts = new Set(
    numbers.length === 0
      ? []
      : Array.from({ length: DECILES - 1 }, (_, index) => quantile(numbers, (index + 1) / DECILES)),
  )
  const rising = [...cuts]
  return (value) => {
    if (value === null) return 'missing'
    if (typeof value !== 'number') return `is ${value}`
    const above = rising.filter((cut) => value > cut).length
    return `decile ${String(above).padStart(2, '0')}`
  }
}

function countIn(bins: readonly string[], values: readonly Value[], binOf: (value: Value) => string) {
  const counts = new Map(bins.map((bin) => [bin, 0]))
  for (const value of values) {
    const bin = binOf(value)
    counts.set(bin, (counts.get(bin) ?? 0) + 1)
  }
  return bins.map((bin) => counts.get(bin) ?? 0)
}

/** Draws pairs of samples of both sizes from the reference itself (parametric bootstrap of its shares). */
function limits(before: readonly number[], size: number, chance: Chance) {
  const indices = Array.from({ length: ROUNDS }, () =>
    stabilityIndex(draw(before, total(before), chance), draw(before, size, chance)),
  ).sort((a, b) => a - b)
  return { watchAt: quantile(indices, 0.95), actAt: quantile(indices, 0.99) }
}

/** A multinomial sample, bin by bin: each is binomial in what the bins before it left over. */
function draw(weights: readonly number[], size: number, chance: Chance): number[] {
  let [left, weightLeft] = [size, total(weights)]
  return weights.map((weight) => {
    const drawn = weightLeft <= 0 ? 0 : binomial(left, Math.min(1, weight / weightLeft), chance)
    left -= drawn
    weightLeft -= weight
    return drawn
  })
}

/** Above this variance a normal distribution stands in for the binomial. */
const NORMAL_FROM = 25

function binomial(trials: number, share: number, chance: Chance): number {
  if (share >= 1) return trials
  const variance = trials * share * (1 - share)
  if (variance >= NORMAL_FROM) {
    const drawn = Math.round(trials * share + Math.sqrt(variance) * normal(chance))
    return Math.min(trials, Math.max(0, drawn))
  }
  // Few successes or few failures: the rarer are counted by the gaps between them (geometric, Devroye 1986).
  return share > 0.5 ? trials - countByGaps(trials, 1 - share, chance) : countByGaps(trials, share, chance)
}

function countByGaps(trials: number, share: number, chance: Chance): number {
  if (share <= 0) return 0
  const perTrial = Math.log1p(-share)
  let hits = 0
  for (let at = gap(); at <= trials; at += gap()) hits += 1
  return hits

  function gap() {
    return Math.floor(Math.log(1 - chance.share()) / perTrial) + 1
  }
}

/** Box and Muller 1958. */
function normal(chance: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - chance.share())) * Math.cos(2 * Math.PI * chance.share())
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
