/** Models: what was trained, on what, how good it is, and who put it in force. */
import type { ConsoleUserId, ModelId, TrainingRunId } from './ids.ts'
import type { Instant } from './time.ts'

/** `challenger` scores in shadow, `champion` decides. */
export const MODEL_STATUSES = ['candidate', 'challenger', 'champion', 'retired'] as const
export type ModelStatus = (typeof MODEL_STATUSES)[number]

export const MODEL_STEPS = ['challenge', 'promote', 'displace', 'retire', 'rollBack'] as const
export type ModelStep = (typeof MODEL_STEPS)[number]

/** Whence a step may start, and where it leads (a trigger holds the same). `displace`: another became champion. */
export const STEPS = {
  challenge: { from: ['candidate'], to: 'challenger' },
  promote: { from: ['challenger'], to: 'champion' },
  displace: { from: ['champion'], to: 'retired' },
  retire: { from: ['candidate', 'challenger', 'champion'], to: 'retired' },
  rollBack: { from: ['retired'], to: 'champion' },
} as const satisfies Record<ModelStep, { from: readonly ModelStatus[]; to: ModelStatus }>

export type Span = { from: Instant; to: Instant }

/** What was read, and what of it counted. `assumed`: no label came in time, so taken for genuine. */
export type RowCounts = {
  training: { rows: number; frauds: number; assumed: number }
  /** Between the two spans: younger than the label delay when training would have happened. Unused. */
  gap: number
  validation: { rows: number; frauds: number; assumed: number }
}

/** How well scores tell fraud, on the validation span. Null where a class is missing. */
export type ScoreMetrics = {
  /** Area under the receiver operating characteristic. */
  auc: number | null
  averagePrecision: number | null
  /** Share of fraud found where one genuine session in a hundred is stopped. */
  truePositiveRateAt1Percent: number | null
  /** Expected calibration error and mean squared error of the probability. */
  calibrationError: number | null
  brier: number | null
}

/** The candidate, and beside it what it must beat: the rules alone, uncalibrated. */
export type ModelMetrics = { candidate: ScoreMetrics; rulesAlone: ScoreMetrics }

export type ModelSummary = {
  id: ModelId
  version: string
  kind: string
  status: ModelStatus
  features: string[]
  training: Span
  validation: Span
  rows: RowCounts
  /** SHA-256, hexadecimal. */
  dataDigest: string
  ruleSetVersion: string
  metrics: ModelMetrics
  backend: string
  trainingRunId: TrainingRunId
  trainedBy: ConsoleUserId | null
  createdAt: Instant
}

export type ModelStatusChange = {
  step: ModelStep
  from: ModelStatus
  to: ModelStatus
  userId: ConsoleUserId
  changedAt: Instant
}

export type TrainingOptions = {
  /** Event times of the decisions that are read, `to` not included. */
  from: Instant
  to: Instant
  /** How long fraud may take to become known: the gap between training and validation, in days. */
  labelDelayDays: number
  /** Days at the end of the span that the candidate is measured on. */
  validationDays: number
  /** Share, 0 to 1, of the sessions without a label that are taken for genuine once the label delay is over. */
  unlabelledShare: number
  /** Fewest frauds in the training span from which on anything is fitted to labels. */
  minFrauds: number
}

/** What a training made, and what it computed with. */
export type TrainingResult = { modelId: ModelId; backend: string }

/** How far a feature or the score (`score`) moved: PSI against the reference, and the limit that chance keeps below. */
export type DriftFigure = { name: string; psi: number; limit: number }
