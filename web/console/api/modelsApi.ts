/** Models, trainings and drift: read, train, bring into force by two, roll back. */
import { z } from 'zod'
import type {
  DriftReportWire,
  LiveComparisonWire,
  ModelPageWire,
  ModelWire,
  TrainingRunWire,
} from '../../../server/console-api/models/wire.ts'
import { run } from '../../../server/contract/runs.ts'
import { MODEL_STATUSES, MODEL_STEPS } from '../../../server/domain/model.ts'
import { ask } from './http.ts'

/** Query keys of everything that a change of a model makes old. */
export const MODELS_KEY = ['models'] as const

const share = z.number().nullable()
const scoreMetrics = z.object({
  auc: share,
  averagePrecision: share,
  truePositiveRateAt1Percent: share,
  calibrationError: share,
  brier: share,
})
const counted = z.object({ rows: z.number(), frauds: z.number(), assumed: z.number() })
const span = z.object({ from: z.string(), to: z.string() })

const model = z.object({
  id: z.string(),
  version: z.string(),
  kind: z.string(),
  status: z.enum(MODEL_STATUSES),
  features: z.array(z.string()),
  training: span,
  validation: span,
  rows: z.object({ training: counted, gap: z.number(), validation: counted }),
  dataDigest: z.string(),
  ruleSetVersion: z.string(),
  metrics: z.object({ candidate: scoreMetrics, rulesAlone: scoreMetrics }),
  backend: z.string(),
  trainingRunId: z.string(),
  trainedBy: z.string().nullable(),
  createdAt: z.string(),
}) satisfies z.ZodType<ModelWire>

const modelPage = model.extend({
  changes: z.array(
    z.object({
      step: z.enum(MODEL_STEPS),
      from: z.enum(MODEL_STATUSES),
      to: z.enum(MODEL_STATUSES),
      by: z.string(),
      changedAt: z.string(),
    }),
  ),
}) satisfies z.ZodType<ModelPageWire>

const trainingRun = run.extend({
  options: span.extend({
    labelDelayDays: z.number(),
    validationDays: z.number(),
    unlabelledShare: z.number(),
    minFrauds: z.number(),
  }),
  backend: z.string().nullable(),
  modelId: z.string().nullable(),
}) satisfies z.ZodType<TrainingRunWire>

const driftReport = z.object({
  id: z.string(),
  modelId: z.string(),
  day: z.string(),
  referenceRows: z.number(),
  currentRows: z.number(),
  figures: z.array(z.object({ name: z.string(), psi: z.number(), limit: z.number() })),
  alerts: z.array(z.string()),
}) satisfies z.ZodType<DriftReportWire>

const interval = z.object({ low: z.number(), high: z.number() }).nullable()
const known = z.object({ known: z.number(), interrupted: z.number(), interval })
const side = z.object({
  bins: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      sessions: z.number(),
      fraud: z.number(),
      genuine: z.number(),
      young: z.number(),
      meanScore: share,
      fraudShare: share,
      interval,
    }),
  ),
  sessions: z.number(),
  interrupted: z.number(),
  fraud: known,
  genuine: known,
})
const comparison = span.extend({
  labelDelayDays: z.number(),
  model: side,
  decider: side.nullable(),
}) satisfies z.ZodType<LiveComparisonWire>

export type Model = z.infer<typeof model>
export type ModelPage = z.infer<typeof modelPage>
export type ScoreMetrics = z.infer<typeof scoreMetrics>
export type TrainingRun = z.infer<typeof trainingRun>
export type DriftReport = z.infer<typeof driftReport>
export type ScoreSide = z.infer<typeof side>
export type LiveComparison = z.infer<typeof comparison>

/** As many as anybody looks at; older ones are in the audit log. */
const NEWEST = '100'

async function newest<Item extends z.ZodType>(
  path: string,
  item: Item,
  signal: AbortSignal,
): Promise<z.output<Item>[]> {
  return (await ask(z.object({ items: z.array(item) }), `${path}?limit=${NEWEST}`, { signal })).items
}

const path = (id: string) => `/models/${encodeURIComponent(id)}`

export const readModels = (signal: AbortSignal): Promise<Model[]> => newest('/models', model, signal)
export const readRuns = (signal: AbortSignal): Promise<TrainingRun[]> =>
  newest('/training-runs', trainingRun, signal)
export const readDrift = (signal: AbortSignal): Promise<DriftReport[]> =>
  newest('/drift', driftReport, signal)

export async function readModel(id: string, signal: AbortSignal): Promise<ModelPage> {
  return await ask(modelPage, path(id), { signal })
}

export async function readComparison(id: string, days: number, signal: AbortSignal): Promise<LiveComparison> {
  return await ask(comparison, `${path(id)}/comparison?days=${days}`, { signal })
}

export type TrainingOrder = Partial<
  Pick<TrainingRun['options'], 'from' | 'labelDelayDays' | 'validationDays' | 'minFrauds'>
>

/** @throws HttpError 400 with what is wrong by field, 409 while another one runs. */
export async function train(order: TrainingOrder): Promise<TrainingRun> {
  return await ask(trainingRun, '/models/train', { method: 'POST', body: order })
}

export type ModelMove = 'challenge' | 'promote' | 'retire'

/** @throws HttpError 403 where it takes a second person, 409 where the model is elsewhere meanwhile. */
export async function moveModel(id: string, move: ModelMove): Promise<ModelPage> {
  return await ask(modelPage, `${path(id)}/${move}`, { method: 'POST', body: {} })
}

/** @returns the champion that is in force again. */
export async function rollBack(): Promise<ModelPage> {
  return await ask(modelPage, '/models/roll-back', { method: 'POST', body: {} })
}
