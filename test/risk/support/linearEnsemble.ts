/** Scorers that are simple enough to be checked by hand, and whose numbers have no short decimals. */
import type { FeatureVector } from '../../../server/domain/decision.ts'
import type { Calibration, Ensemble } from '../../../server/risk/engine.ts'
import { FEATURES } from '../../../server/risk/features/registry.ts'
import { featureValue } from '../../../server/risk/featureValue.ts'
import type { Scorer, ScorerKind } from '../../../server/risk/models/scorer.ts'
import { createDraw } from '../../../server/risk/seededRandom.ts'

/** A weight times a squashed value for each feature; a missing feature says a little too. */
export function linearScorer(seed: number, kind: ScorerKind = 'network'): Scorer {
  const draw = createDraw(seed)
  const names = Object.keys(FEATURES)
  const weights = new Map(names.map((name) => [name, draw() - 0.4]))
  return {
    kind,
    version: `linear-${seed}`,
    features: names,
    score: (features) => {
      const parts = names.flatMap((feature) => {
        const value = featureValue(features[feature])
        const logOdds = (weights.get(feature) ?? 0) * (value === null ? 0.01 : squash(value))
        return logOdds === 0 ? [] : [{ feature, value, logOdds }]
      })
      const base = -1 / 3
      return { base, parts, logOdds: parts.reduce((sum, part) => sum + part.logOdds, base) }
    },
  }
}

function squash(value: NonNullable<ReturnType<typeof featureValue>>): number {
  if (typeof value === 'number') return Math.tanh(value / 7)
  return typeof value === 'boolean' ? Number(value) / 3 : value.length / 97
}

export function scorerThatSays(said: ReturnType<Scorer['score']>): Scorer {
  return { kind: 'trees', version: 'said', features: [], score: (_: FeatureVector) => said }
}

export function ensembleOf(
  members: Ensemble['members'],
  given: Partial<Omit<Ensemble, 'members'>> = {},
): Ensemble {
  const calibration: Calibration = { kind: 'identity' }
  return { version: 'test', ruleWeight: 1, intercept: 0, calibration, members, ...given }
}
