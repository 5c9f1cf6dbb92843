/** Scorers that are simple enough to be checked by hand, and whose numbers have no short decimals. */
import type { FeatureVector } from '../../../server/domain/sessions/decision.ts'
import type { Calibration, Ensemble } from '../../../server/risk/engine.ts'
import { FEATURES } from '../../../server/risk/features/registry.ts'
import { writeRow } from '../../../server/risk/models/matrix.ts'
import {
  type ModelScore,
  type Scorer,
  type ScorerKind,
  withShares,
} from '../../../server/risk/models/scorer.ts'
import { createDraw } from '../../../server/risk/seededRandom.ts'

/** A weight times a squashed value for each feature; a missing feature says a little too. */
export function linearScorer(seed: number, kind: ScorerKind = 'network'): Scorer {
  const draw = createDraw(seed)
  const names = Object.keys(FEATURES)
  const weights = names.map(() => draw() - 0.4)
  return {
    kind,
    version: `linear-${seed}`,
    features: names,
    score: (row) =>
      withShares(
        -1 / 3,
        row.map((value, at) => (weights[at] ?? 0) * (Number.isNaN(value) ? 0.01 : Math.tanh(value / 7))),
      ),
  }
}

/** Says the same of every session. @param features as many as it has shares. */
export function constantScorer(said: ReturnType<Scorer['score']>, features: readonly string[] = []): Scorer {
  return { kind: 'trees', version: 'said', features, score: () => said }
}

/** What a scorer says of a feature vector. @throws Error where it has nothing to say. */
export function scoresOf(scorer: Scorer, vector: FeatureVector): ModelScore {
  const row = new Float64Array(scorer.features.length)
  writeRow(row, scorer.features, vector)
  const said = scorer.score(row)
  if ('missing' in said) throw new Error(said.missing)
  return said
}

export function ensembleOf(
  members: Ensemble['members'],
  given: Partial<Omit<Ensemble, 'members'>> = {},
): Ensemble {
  const calibration: Calibration = { kind: 'identity' }
  return { version: 'test', ruleWeight: 1, intercept: 0, calibration, members, ...given }
}
