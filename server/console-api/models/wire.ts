/** What the console API answers about models, trainings and drift. Times are ISO 8601. */
import type { RunWire } from '../../contract/runs.ts'
import type { DriftFigure, ModelMetrics, ModelStatus, ModelStep, RowCounts } from '../../domain/model.ts'

export type SpanWire = { from: string; to: string }

export type ModelWire = {
  id: string
  version: string
  kind: string
  status: ModelStatus
  features: string[]
  training: SpanWire
  validation: SpanWire
  rows: RowCounts
  dataDigest: string
  ruleSetVersion: string
  metrics: ModelMetrics
  backend: string
  trainingRunId: string
  /** Null: the schedule. */
  trainedBy: string | null
  createdAt: string
}

export type ModelPageWire = ModelWire & {
  changes: { step: ModelStep; from: ModelStatus; to: ModelStatus; by: string; changedAt: string }[]
}

export type TrainingRunWire = RunWire & {
  options: SpanWire & {
    labelDelayDays: number
    validationDays: number
    unlabelledShare: number
    minFrauds: number
  }
  /** Null: not done. */
  backend: string | null
  modelId: string | null
}

type KnownWire = { known: number; interrupted: number; interval: IntervalWire | null }
/** Holds the truth in 95 of 100 samples. */
export type IntervalWire = { low: number; high: number }

/** A score on live decisions, in bins from low to high. `young`: without a label, and fraud may still become known. */
export type ScoreSideWire = {
  bins: {
    from: number
    to: number
    sessions: number
    fraud: number
    genuine: number
    young: number
    meanScore: number | null
    /** Of the sessions that are not young. */
    fraudShare: number | null
    interval: IntervalWire | null
  }[]
  sessions: number
  interrupted: number
  fraud: KnownWire
  genuine: KnownWire
}

/** A model beside what decided the same sessions; `decider` null: the model itself did. */
export type LiveComparisonWire = SpanWire & {
  labelDelayDays: number
  model: ScoreSideWire
  decider: ScoreSideWire | null
}

export type DriftReportWire = {
  id: string
  modelId: string
  /** The day (UTC) that ends the week. */
  day: string
  referenceRows: number
  currentRows: number
  /** The largest share of its limit first. */
  figures: DriftFigure[]
  /** Names of those past their limit. */
  alerts: string[]
}
