/**
 * watchDrift: is the world still the one that the champion learnt from? Every day the last whole week is held
 * against the champion's training span, feature by feature and by the score.
 */

import type { DriftFigure, ModelSummary, Span } from '../../domain/model.ts'
import type { FeatureVector } from '../../domain/sessions/decision.ts'
import { addMs, DAY_MS, type Instant } from '../../domain/time.ts'
import type { EngineSource, Ensemble } from '../../risk/engine.ts'
import { writeRow } from '../../risk/models/matrix.ts'
import type { RuleSet } from '../../risk/rules/rule.ts'
import { scoreEnsemble } from '../../risk/scoreEnsemble.ts'
import { measureStability } from '../../risk/training/populationStability.ts'
import { TRAINING_FEATURES } from '../../risk/training/trainingRows.ts'
import { type CoreStores, type TransactDependencies, transact } from '../transact.ts'
import { loadEnsemble } from './ensembleArtifact.ts'
import type { ModelDriftReads, ModelDriftWrites, ModelReads, TrainingSource } from './ports.ts'
import { ruleLogOddsOf } from './ruleLogOdds.ts'

const WEEK_MS = 7 * DAY_MS
/** As many tell a distribution well enough; more would only take memory. Taken evenly over the span. */
const MOST_ROWS = 5_000
/** Fewer tell more of chance than of the world. */
const LEAST_ROWS = 100
const DECISIONS_A_READ = 200

export type WatchDriftDependencies = TransactDependencies<CoreStores & { modelDrift: ModelDriftWrites }> & {
  models: Pick<ModelReads, 'inForce'>
  engines: EngineSource
  modelDrift: Pick<ModelDriftReads, 'isReported'>
  trainingSource: TrainingSource
}

/** Safe to run any number of times: one report a day and model. */
export async function watchDrift(deps: WatchDriftDependencies): Promise<void> {
  const { champion } = await deps.models.inForce()
  const now = deps.clock.now()
  const day = addMs(now, -(now % DAY_MS))
  if (champion === null || (await deps.modelDrift.isReported(champion.id, day))) return
  const scoreOf = scorerOf(loadEnsemble(champion.version, champion.artifact), deps.engines.current().ruleSet)
  const reference = await readSamples(deps, scoreOf, champion.training)
  const current = await readSamples(deps, scoreOf, { from: addMs(day, -WEEK_MS), to: day })
  if (reference.rows < LEAST_ROWS || current.rows < LEAST_ROWS) {
    deps.log.info({ reference: reference.rows, current: current.rows }, 'too few decisions to tell drift')
    return
  }
  await report(deps, champion, day, reference, current)
}

async function report(
  deps: WatchDriftDependencies,
  champion: ModelSummary,
  day: Instant,
  reference: Samples,
  current: Samples,
): Promise<void> {
  const figures = await compare(reference, current, day)
  const alerts = figures.filter(({ psi, limit }) => psi > limit).map(({ name }) => name)
  const made = {
    id: deps.random.id<'driftReport'>(),
    modelId: champion.id,
    day,
    figures,
    alerts,
    referenceRows: reference.rows,
    currentRows: current.rows,
  }
  const isNew = await transact(deps, (tx) => tx.modelDrift.add(made, () => tx.random.id<'driftAlert'>()))
  if (isNew && alerts.length > 0)
    deps.log.warn({ modelId: champion.id, alerts }, 'the champion’s world drifts')
}

type Samples = { rows: number; byName: ReadonlyMap<string, number[]> }

type ScoreOf = (features: FeatureVector) => number

/**
 * The champion's log-odds by today's rules, for both spans alike: stored scores may be of another model. Deciles do
 * not see the calibration, for it never turns an order around.
 */
function scorerOf(ensemble: Ensemble, ruleSet: RuleSet): ScoreOf {
  return (features) => {
    const output = scoreEnsemble(ensemble, features)
    if ('missing' in output) return Number.NaN
    const models = output.shares.reduce((sum, share) => sum + share, output.base)
    return models + ensemble.ruleWeight * ruleLogOddsOf(features, ruleSet)
  }
}

/** The score, and every feature that is a number or yes and no; a missing one is not-a-number. */
async function readSamples(deps: WatchDriftDependencies, scoreOf: ScoreOf, span: Span): Promise<Samples> {
  const every = Math.max(1, Math.ceil((await deps.trainingSource.count(span)) / MOST_ROWS))
  const byName = new Map<string, number[]>(['score', ...TRAINING_FEATURES].map((name) => [name, []]))
  const row = new Float64Array(TRAINING_FEATURES.length)
  let seen = 0
  let rows = 0
  for await (const { features } of deps.trainingSource.decisions(span, DECISIONS_A_READ)) {
    seen += 1
    if (seen % every !== 0) continue
    rows += 1
    byName.get('score')?.push(scoreOf(features))
    writeRow(row, TRAINING_FEATURES, features)
    for (const [at, name] of TRAINING_FEATURES.entries()) byName.get(name)?.push(row[at] ?? Number.NaN)
  }
  return { rows, byName }
}

/** The day is the seed: the same decisions give the same limits. Other work has its turn between two features. */
async function compare(reference: Samples, current: Samples, day: Instant): Promise<DriftFigure[]> {
  const figures: DriftFigure[] = []
  for (const [name, before] of reference.byName) {
    figures.push({ name, ...measureStability(before, current.byName.get(name) ?? [], day / DAY_MS) })
    await new Promise((resolve) => setImmediate(resolve))
  }
  return figures
}
