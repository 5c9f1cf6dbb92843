/** What a training makes: an ensemble, whatever it is made of. The flow knows no trainer but through this. */
import type { FeatureName } from '../../domain/features/feature.ts'
import type { RunProgress } from '../../domain/runs/run.ts'
import { calibrate, logistic } from '../../risk/calibrate.ts'
import { loadAutoencoderForRows } from '../../risk/models/autoencoder.ts'
import { loadLikelihoodRatio, loadLikelihoodRatioForRows } from '../../risk/models/likelihoodRatio.ts'
import { type RowScore, scoreRows, takeRows } from '../../risk/models/matrix.ts'
import { MONOTONE_FEATURES } from '../../risk/models/monotoneFeatures.ts'
import { loadTreesForRows } from '../../risk/models/trees.ts'
import { scoreByRules, trainCalibratedRules } from '../../risk/training/calibratedRules.ts'
import { fitCalibration } from '../../risk/training/fitCalibration.ts'
import { fitEnsemble } from '../../risk/training/fitEnsemble.ts'
import { fitLikelihoodRatio, hasShares } from '../../risk/training/fitLikelihoodRatio.ts'
import { DEFAULT_AUTOENCODER, trainAutoencoder } from '../../risk/training/trainAutoencoder.ts'
import { startBackend } from '../../risk/training/trainBackend.ts'
import { countFrauds, sliceRows, type TrainingRows } from '../../risk/training/trainingRows.ts'
import { DEFAULT_TREES, trainAveragedTrees } from '../../risk/training/trainTrees.ts'
import type { EnsembleArtifact, ScorerArtifact } from './ensembleArtifact.ts'

export type TrainedEnsemble = {
  kind: string
  /** What computed it, e.g. `typescript`, `tensorflow`, `wasm`. */
  backend: string
  artifact: EnsembleArtifact
  /** The probabilities that the artifact gives, one a row. */
  score(rows: TrainingRows): Float64Array
}

export type TrainerOptions = { minFrauds: number }
export type NotTrained = { error: { code: 'notEnoughSessions'; sessions: number; needed: number } }
export type OnProgress = (progress: Pick<RunProgress, 'done' | 'total'>) => void

/** Fits on these rows alone, in the order of time; what it is measured on it never sees. */
export type Trainer = (
  rows: TrainingRows,
  options: TrainerOptions,
  onProgress: OnProgress,
) => Promise<TrainedEnsemble | NotTrained>

type Member = { artifact: ScorerArtifact; score(rows: TrainingRows): Float64Array }

const VERSION = '1'
const TREE_SEEDS = 3
/** Scorers learn from the first part, weights from the next, the calibration from the last: none sees another's. */
const SCORERS_SHARE = 0.6
const WEIGHTS_SHARE = 0.8
/** Of fewer ordinary sessions nothing is learnt. */
const LEAST_ORDINARY = 100
/** Nobody has measured these scorers yet: they nudge what the rules say, and never decide alone. */
const COLD_WEIGHTS = { autoencoder: 0.3, likelihoodRatio: 0.1 } as const
/**
 * Where rules are nearly sure of a row it weighs next to nothing (p (1 − p)), and frauds are hundreds, not thousands: with
 * the benchmark's 5 no leaf would hold a pattern of a dozen frauds.
 */
const LEAST_CHILD_WEIGHT = 1
/** With fewer in any of the three parts, more scorers than the rules fit chance. */
const LEAST_FRAUDS_A_PART = 20
/** A scorer that weighs less says nothing and costs time in every decision. */
const LEAST_WEIGHT = 1e-3

export const trainEnsemble: Trainer = async (rows, { minFrauds }, onProgress) => {
  const frauds = countFrauds(rows)
  const ordinary = rows.rows - frauds
  if (ordinary < LEAST_ORDINARY)
    return { error: { code: 'notEnoughSessions', sessions: ordinary, needed: LEAST_ORDINARY } }
  if (frauds < minFrauds) return await startCold(rows, onProgress)
  const first = sliceRows(rows, 0, Math.floor(rows.rows * SCORERS_SHARE))
  const next = sliceRows(rows, first.rows, Math.floor(rows.rows * WEIGHTS_SHARE))
  const last = sliceRows(rows, first.rows + next.rows, rows.rows)
  const fewest = Math.min(...[first, next, last].map(countFrauds))
  return fewest < LEAST_FRAUDS_A_PART
    ? trainRulesAlone(rows, onProgress)
    : await trainScorers(rows, { first, next, last }, onProgress)
}

/** The rules alone, weighed and calibrated by labels. */
function trainRulesAlone(rows: TrainingRows, onProgress: OnProgress): TrainedEnsemble {
  onProgress({ done: 0, total: 1 })
  const fitted = trainCalibratedRules(rows)
  onProgress({ done: 1, total: 1 })
  return {
    kind: 'calibratedRules',
    backend: 'typescript',
    artifact: { members: [], ...fitted },
    score: (given) => scoreByRules(fitted, given),
  }
}

/** Before there are labels: the rules as they are, and beside them what needs none. */
async function startCold(rows: TrainingRows, onProgress: OnProgress): Promise<TrainedEnsemble> {
  const backend = await startBackend()
  onProgress({ done: 0, total: 2 })
  const autoencoder = await trainOnOrdinary(rows, findInformative(rows))
  onProgress({ done: 1, total: 2 })
  const members = [
    { member: autoencoder, weight: COLD_WEIGHTS.autoencoder },
    ...countLikelihoods(rows).map((member) => ({ member, weight: COLD_WEIGHTS.likelihoodRatio })),
  ]
  onProgress({ done: 2, total: 2 })
  return toEnsemble('coldStart', backend, {
    members,
    intercept: 0,
    ruleWeight: 1,
    calibration: { kind: 'identity' },
  })
}

type Parts = { first: TrainingRows; next: TrainingRows; last: TrainingRows }

/**
 * Weights and calibration are fitted on what no scorer has seen; then the scorers learn again from all rows, the newest
 * too, and keep their weights. Frauds are few: a scorer that never sees two fifths of them misses what they show.
 */
async function trainScorers(
  rows: TrainingRows,
  { first, next, last }: Parts,
  onProgress: OnProgress,
): Promise<TrainedEnsemble> {
  const backend = await startBackend()
  const stepped = countSteps(2 * STEPS, onProgress)
  const candidates = await fitScorers(first, stepped)
  const { intercept, ruleWeight, memberWeights } = fitEnsemble({
    rules: next.ruleLogOdds,
    members: candidates.map((member) => member.score(next)),
    labels: next.labels,
  })
  const weighed = { members: withWeights(candidates, memberWeights), intercept, ruleWeight }
  const calibration = fitCalibration(combine(weighed, last), last.labels)
  const members = withWeights(await fitScorers(rows, stepped), memberWeights)
  return toEnsemble('ensemble', backend, { members, intercept, ruleWeight, calibration })
}

const STEPS = 2

function countSteps(total: number, onProgress: OnProgress): () => void {
  let done = 0
  onProgress({ done, total })
  return () => onProgress({ done: ++done, total })
}

/** The same kinds in the same order, whatever the rows. */
async function fitScorers(rows: TrainingRows, stepped: () => void): Promise<Member[]> {
  const features = findInformative(rows)
  const trees = trainTrees(rows, features)
  stepped()
  const autoencoder = await trainOnOrdinary(rows, features)
  stepped()
  return [trees, autoencoder, ...countLikelihoods(rows)]
}

function withWeights(members: readonly Member[], weights: ArrayLike<number>): Weighed['members'] {
  return members.flatMap((member, at) => {
    const weight = weights[at] ?? 0
    return weight < LEAST_WEIGHT ? [] : [{ member, weight }]
  })
}

type Weighed = { members: { member: Member; weight: number }[]; intercept: number; ruleWeight: number }

function toEnsemble(
  kind: string,
  backend: string,
  { calibration, ...weighed }: Weighed & Pick<EnsembleArtifact, 'calibration'>,
): TrainedEnsemble {
  const { members, intercept, ruleWeight } = weighed
  return {
    kind,
    backend,
    artifact: {
      members: members.map(({ member, weight }) => ({ scorer: member.artifact, weight })),
      intercept,
      ruleWeight,
      calibration,
    },
    score: (given) => combine(weighed, given).map((logOdds) => logistic(calibrate(calibration, logOdds))),
  }
}

/** Before calibration. */
function combine({ members, intercept, ruleWeight }: Weighed, given: TrainingRows): Float64Array {
  const scores = members.map(({ member, weight }) => ({ weight, shares: member.score(given) }))
  return given.ruleLogOdds.map((rules, row) =>
    scores.reduce(
      (sum, { weight, shares }) => sum + weight * (shares[row] ?? 0),
      intercept + ruleWeight * rules,
    ),
  )
}

/** Counted over sessions not known to be fraud. None where the rows do not hold the shares. */
function countLikelihoods(rows: TrainingRows): Member[] {
  if (!hasShares(rows.features)) return []
  const model = fitLikelihoodRatio(takeRows(rows, ordinaryRows(rows)), VERSION)
  const score = loadLikelihoodRatioForRows(model, rows.features)
  const { features } = loadLikelihoodRatio(model)
  return [{ artifact: { ...model, features: [...features] }, score: scoreOf(rows.features, score) }]
}

function ordinaryRows(rows: TrainingRows): Uint32Array {
  return allRows(rows).filter((row) => rows.labels[row] === 0)
}

/** A feature that is the same or missing in every row tells nothing, and would cost time in every decision. */
function findInformative({ features, rows, values }: TrainingRows): FeatureName[] {
  return features.filter((_, column) => {
    let seen = Number.NaN
    for (let row = 0; row < rows; row++) {
      const value = values[row * features.length + column] ?? Number.NaN
      if (Number.isNaN(value) || value === seen) continue
      if (!Number.isNaN(seen)) return true
      seen = value
    }
    return false
  })
}

/**
 * Trees begin where the rules stop. A pattern that rules know and labels hardly show yet, such as a remote control in a
 * person's own browser, would else be counted among the ordinary that it looks like in everything else.
 */
function trainTrees(rows: TrainingRows, features: readonly FeatureName[]): Member {
  const options = {
    ...DEFAULT_TREES,
    version: VERSION,
    monotone: MONOTONE_FEATURES,
    minChildWeight: LEAST_CHILD_WEIGHT,
  }
  const training = { ...takeRows(rows, allRows(rows), features), labels: rows.labels, base: rows.ruleLogOdds }
  const model = trainAveragedTrees(training, options, TREE_SEEDS)
  const score = loadTreesForRows(model)
  return { artifact: { ...model, features: [...features] }, score: scoreOf(features, score) }
}

/** Frauds that are known are left out; those that are not are few. */
async function trainOnOrdinary(rows: TrainingRows, features: readonly FeatureName[]): Promise<Member> {
  const model = await trainAutoencoder(takeRows(rows, ordinaryRows(rows), features), {
    ...DEFAULT_AUTOENCODER,
    version: VERSION,
  })
  return {
    artifact: { ...model, features: [...features] },
    score: scoreOf(features, loadAutoencoderForRows(model)),
  }
}

function scoreOf(features: readonly FeatureName[], score: RowScore): Member['score'] {
  return (given) => scoreRows(takeRows(given, allRows(given), features), score)
}

function allRows({ rows }: Pick<TrainingRows, 'rows'>): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row)
}
