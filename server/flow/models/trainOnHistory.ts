/**
 * trainOnHistory: past decisions become rows, rows an ensemble, the ensemble a candidate with its figures. Reads
 * only: whoever started it writes.
 */
import { createHash } from 'node:crypto'
import type { ModelMetrics, ModelSummary, RowCounts, TrainingOptions } from '../../domain/model.ts'
import type { RunError, RunProgress } from '../../domain/runs/run.ts'
import type { RuleSet } from '../../risk/rules/rule.ts'
import { toProbability } from '../../risk/training/calibratedRules.ts'
import { measureScores } from '../../risk/training/measure.ts'
import { collectRows, type TrainingRows } from '../../risk/training/trainingRows.ts'
import { type EnsembleArtifact, featuresOf } from './ensembleArtifact.ts'
import type { PastDecision, TrainingSource } from './ports.ts'
import { ruleLogOddsOf } from './ruleLogOdds.ts'
import { type Placed, placeDecision, splitByTime } from './splitByTime.ts'
import { type TrainedEnsemble, type Trainer, trainEnsemble } from './trainer.ts'

export type TrainedModel = Pick<
  ModelSummary,
  | 'kind'
  | 'features'
  | 'training'
  | 'validation'
  | 'rows'
  | 'dataDigest'
  | 'ruleSetVersion'
  | 'metrics'
  | 'backend'
> & { artifact: EnsembleArtifact }
export type TrainingError = Extract<RunError, { code: 'notEnoughSessions' | 'noRows' | 'internal' }>
export type TrainingOutcome = { model: TrainedModel } | { error: TrainingError }

type Order = { options: TrainingOptions; ruleSet: RuleSet }
type Deps = { source: TrainingSource; train?: Trainer }
type ReportProgress = (progress: RunProgress) => void

const DECISIONS_A_READ = 500

export async function trainOnHistory(
  { source, train = trainEnsemble }: Deps,
  order: Order,
  report: ReportProgress,
): Promise<TrainingOutcome> {
  const data = await readRows(source, order, report)
  const { training, validation } = data
  if (training.rows === 0 || validation.rows === 0)
    return { error: { code: 'noRows', training: training.rows, validation: validation.rows } }
  report({ step: 'training', done: 0, total: null })
  const trained = await train(training, order.options, (progress) =>
    report({ step: 'training', ...progress }),
  )
  if ('error' in trained) return trained
  report({ step: 'evaluating', done: 0, total: validation.rows })
  return {
    model: {
      kind: trained.kind,
      features: featuresOf(trained.artifact),
      ...splitByTime(order.options),
      rows: data.counts,
      dataDigest: data.digest,
      ruleSetVersion: order.ruleSet.version,
      metrics: measure(trained, validation),
      backend: trained.backend,
      artifact: trained.artifact,
    },
  }
}

function measure(trained: TrainedEnsemble, validation: TrainingRows): ModelMetrics {
  return {
    candidate: measureScores(trained.score(validation), validation.labels),
    rulesAlone: measureScores(validation.ruleLogOdds.map(toProbability), validation.labels),
  }
}

async function readRows(source: TrainingSource, { options, ruleSet }: Order, report: ReportProgress) {
  const total = await source.count(options)
  const parts = { training: collectRows(), validation: collectRows() }
  const counts: RowCounts = {
    training: { rows: 0, frauds: 0, assumed: 0 },
    gap: 0,
    validation: { rows: 0, frauds: 0, assumed: 0 },
  }
  const digest = createHash('sha256')
  let done = 0
  for await (const decision of source.decisions(options, DECISIONS_A_READ)) {
    const placed = placeDecision(decision, drawOf(decision), options)
    digest.update(`${JSON.stringify([decision.sessionId, decision.decidedAt, decision.features, placed])}\n`)
    if (placed.part === 'gap') counts.gap += 1
    if ('fraud' in placed) {
      count(counts[placed.part], placed)
      parts[placed.part].add({
        decidedAt: decision.decidedAt,
        features: decision.features,
        // Today's rules, not those of then: the candidate will stand beside these.
        ruleLogOdds: ruleLogOddsOf(decision.features, ruleSet),
        fraud: placed.fraud,
      })
    }
    done += 1
    if (done % DECISIONS_A_READ === 0) report({ step: 'reading', done, total })
  }
  report({ step: 'reading', done, total: done })
  return {
    training: parts.training.toRows(),
    validation: parts.validation.toRows(),
    counts,
    digest: digest.digest('hex'),
  }
}

function count(counted: RowCounts['training'], placed: Extract<Placed, { fraud: boolean }>): void {
  counted.rows += 1
  counted.frauds += Number(placed.fraud)
  counted.assumed += Number(placed.assumed)
}

/** The random part of a UUIDv7 is chance enough, and the same whenever it is read. */
function drawOf({ sessionId }: PastDecision): number {
  return Number.parseInt(sessionId.slice(-8), 16) / 2 ** 32
}
