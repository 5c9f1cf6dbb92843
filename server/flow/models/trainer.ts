/** What a training makes: an ensemble, whatever it is made of. The flow knows no trainer but through this. */
import type { TrainingProgress } from '../../domain/model.ts'
import { scoreByRules, trainCalibratedRules } from '../../risk/training/calibratedRules.ts'
import { countFrauds, type TrainingRows } from '../../risk/training/trainingRows.ts'
import type { EnsembleArtifact } from './ensembleArtifact.ts'

export type TrainedEnsemble = {
  kind: string
  /** What computed it, e.g. `typescript`, `tfjs-node`, `tfjs-wasm`. */
  backend: string
  artifact: EnsembleArtifact
  /** The probabilities that the artifact gives, one a row. */
  score(rows: TrainingRows): Float64Array
}

export type TrainerOptions = { minFrauds: number }
export type NotTrained = { error: { code: 'notEnoughLabels'; frauds: number; needed: number } }
export type OnProgress = (progress: Pick<TrainingProgress, 'done' | 'total'>) => void

/** Fits on these rows alone, in the order of time; what it is measured on it never sees. */
export type Trainer = (
  rows: TrainingRows,
  options: TrainerOptions,
  onProgress: OnProgress,
) => Promise<TrainedEnsemble | NotTrained>

/** The rules alone, weighed and calibrated by labels. */
export const trainEnsemble: Trainer = async (rows, { minFrauds }, onProgress) => {
  const frauds = countFrauds(rows)
  if (frauds < minFrauds || frauds === rows.rows)
    return { error: { code: 'notEnoughLabels', frauds, needed: minFrauds } }
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
