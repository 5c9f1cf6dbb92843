/** Models, trainings and drift. */
import { z } from 'zod'
import { MODEL_STATUSES, MODEL_STEPS } from '../domain/model.ts'
import { DAY_MS } from '../domain/time.ts'
import { openEnum } from './forms/closedSet.ts'
import { count, day, instant, interval, span, time, uuid } from './forms/formats.ts'
import { pageOf } from './forms/pages.ts'
import { run } from './runs.ts'

const LONGEST_PERIOD_DAYS = 366

export const trainingBody = z
  .strictObject({
    from: instant.optional(),
    to: instant.optional(),
    labelDelayDays: z.number().min(0).max(90).optional(),
    validationDays: z.number().positive().max(90).optional(),
    unlabelledShare: z.number().min(0).max(1).optional(),
    minFrauds: z.int().min(1).max(1_000_000).optional(),
  })
  .refine(
    ({ from, to }) => from === undefined || to === undefined || to - from <= LONGEST_PERIOD_DAYS * DAY_MS,
    { path: ['to'], message: `must be at most ${LONGEST_PERIOD_DAYS} days after from` },
  )

export const comparisonQuery = z.object({ days: z.coerce.number().int().min(1).max(92).default(28) })

const shareOrNull = z.number().nullable()
/** Null where a class is missing. */
const scoreMetrics = z.object({
  auc: shareOrNull,
  averagePrecision: shareOrNull,
  truePositiveRateAt1Percent: shareOrNull,
  calibrationError: shareOrNull,
  brier: shareOrNull,
})
const rowsRead = z.object({ rows: count, frauds: count, assumed: count })
const status = openEnum(MODEL_STATUSES)

export const model = z.object({
  id: uuid,
  version: z.string(),
  kind: z.string(),
  status,
  features: z.array(z.string()),
  training: span,
  validation: span,
  rows: z.object({ training: rowsRead, gap: count, validation: rowsRead }),
  /** SHA-256, hexadecimal. */
  dataDigest: z.string(),
  ruleSetVersion: z.string(),
  metrics: z.object({ candidate: scoreMetrics, rulesAlone: scoreMetrics }),
  backend: z.string(),
  trainingRunId: uuid,
  /** Null: the schedule. */
  trainedBy: z.string().nullable(),
  createdAt: time,
})
export const models = pageOf(model)

export const modelPage = model.extend({
  changes: z.array(
    z.object({ step: openEnum(MODEL_STEPS), from: status, to: status, by: z.string(), changedAt: time }),
  ),
})

export const trainingRun = run.extend({
  options: span.extend({
    labelDelayDays: z.number(),
    validationDays: z.number(),
    unlabelledShare: z.number(),
    minFrauds: z.number(),
  }),
  /** Null: not done. */
  backend: z.string().nullable(),
  modelId: uuid.nullable(),
})
export const trainingRuns = pageOf(trainingRun)

/** How far a feature or the score moved (PSI), and the limit that chance keeps below. */
export const driftFigure = z.object({ name: z.string(), psi: z.number(), limit: z.number() })

export const driftReport = z.object({
  id: uuid,
  modelId: uuid,
  /** Ends the week. */
  day,
  referenceRows: count,
  currentRows: count,
  /** The largest share of its limit first. */
  figures: z.array(driftFigure),
  /** Names of those past their limit. */
  alerts: z.array(z.string()),
})
export const driftReports = pageOf(driftReport)

const known = z.object({ known: count, interrupted: count, interval: interval.nullable() })
/** A score on live decisions, in bins from low to high. `young`: without a label, and fraud may still become known. */
const scoreSide = z.object({
  bins: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      sessions: count,
      fraud: count,
      genuine: count,
      young: count,
      meanScore: shareOrNull,
      /** Of the sessions that are not young. */
      fraudShare: shareOrNull,
      interval: interval.nullable(),
    }),
  ),
  sessions: count,
  interrupted: count,
  fraud: known,
  genuine: known,
})

/** A model beside what decided the same sessions; `decider` null: the model itself did. */
export const liveComparison = span.extend({
  labelDelayDays: z.number(),
  model: scoreSide,
  decider: scoreSide.nullable(),
})

export type Model = z.output<typeof model>
export type Models = z.output<typeof models>
export type ModelPage = z.output<typeof modelPage>
export type ScoreMetrics = z.output<typeof scoreMetrics>
export type TrainingRun = z.output<typeof trainingRun>
export type DriftReport = z.output<typeof driftReport>
export type ScoreSide = z.output<typeof scoreSide>
export type LiveComparison = z.output<typeof liveComparison>
/** As the console sends it. */
export type TrainingOrder = z.input<typeof trainingBody>
