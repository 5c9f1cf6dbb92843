/** A scorer of the size and shape of boosted trees, made up by a seed: for its cost, not for what it says. */
import type { FeatureValue, FeatureVector } from '../server/domain/decision.ts'
import { createChance } from '../server/risk/chance.ts'
import { FEATURES } from '../server/risk/features/registry.ts'
import { featureValue } from '../server/risk/featureValue.ts'
import type { ScoredPart, Scorer } from '../server/risk/models/scorer.ts'

const TREES = 100
const DEPTH = 3
const NODES = 2 ** (DEPTH + 1) - 1

/** Walks 100 trees of depth 3; each step down moves the score by the difference of the nodes' values. */
export function syntheticTrees(seed: number): Scorer {
  const chance = createChance(seed)
  const names = Object.keys(FEATURES)
  const features = Int32Array.from({ length: TREES * NODES }, () => chance.below(names.length))
  const cuts = Float64Array.from({ length: TREES * NODES }, () => chance.share() * 3)
  const values = Float64Array.from({ length: TREES * NODES }, () => (chance.share() - 0.5) / 10)
  return {
    kind: 'trees',
    version: `synthetic-${seed}`,
    features: names,
    score(vector) {
      const row = Float64Array.from(names, (name) => toNumber(featureValue(vector[name])))
      const moved = new Float64Array(names.length)
      let base = 0
      for (let tree = 0; tree < TREES; tree++) {
        const root = tree * NODES
        base += values[root] ?? 0
        let node = 0
        for (let depth = 0; depth < DEPTH; depth++) {
          const feature = features[root + node] ?? 0
          const next = 2 * node + ((row[feature] ?? 0) < (cuts[root + node] ?? 0) ? 1 : 2)
          moved[feature] = (moved[feature] ?? 0) + (values[root + next] ?? 0) - (values[root + node] ?? 0)
          node = next
        }
      }
      return toScore(names, vector, base, moved)
    },
  }
}

function toScore(names: readonly string[], vector: FeatureVector, base: number, moved: Float64Array) {
  const parts: ScoredPart[] = []
  let logOdds = base
  for (const [index, feature] of names.entries()) {
    const share = moved[index] ?? 0
    if (share === 0) continue
    logOdds += share
    parts.push({ feature, value: featureValue(vector[feature]), logOdds: share })
  }
  return { logOdds, base, parts }
}

function toNumber(value: FeatureValue | null): number {
  if (typeof value === 'number') return value
  return typeof value === 'boolean' ? Number(value) : -1
}
