/** Models, trainings and drift: read, train, bring into force by two, roll back. */
import type { z } from 'zod'
import {
  type DriftReport,
  driftReports,
  type LiveComparison,
  liveComparison,
  type Model,
  type ModelPage,
  modelPage,
  models,
  type TrainingOrder,
  type TrainingRun,
  trainingRun,
  trainingRuns,
} from '../../../server/contract/models.ts'
import { callApi } from './http.ts'

/** Query keys of everything that a change of a model makes old. */
export const MODELS_KEY = ['models'] as const

/** As many as anybody looks at; older ones are in the audit log. */
const NEWEST = '100'

async function newest<Page extends z.ZodType<{ items: unknown[] }>>(
  path: string,
  page: Page,
  signal: AbortSignal,
): Promise<z.output<Page>['items']> {
  return (await callApi(page, `${path}?limit=${NEWEST}`, { signal })).items
}

const path = (id: string) => `/models/${encodeURIComponent(id)}`

export const readModels = (signal: AbortSignal): Promise<Model[]> => newest('/models', models, signal)
export const readRuns = (signal: AbortSignal): Promise<TrainingRun[]> =>
  newest('/training-runs', trainingRuns, signal)
export const readDrift = (signal: AbortSignal): Promise<DriftReport[]> =>
  newest('/drift', driftReports, signal)

export async function readModel(id: string, signal: AbortSignal): Promise<ModelPage> {
  return await callApi(modelPage, path(id), { signal })
}

export async function readComparison(id: string, days: number, signal: AbortSignal): Promise<LiveComparison> {
  return await callApi(liveComparison, `${path(id)}/comparison?days=${days}`, { signal })
}

/** @throws HttpError 400 with what is wrong by field, 409 while another one runs. */
export async function train(order: TrainingOrder): Promise<TrainingRun> {
  return await callApi(trainingRun, '/models/train', { method: 'POST', body: order })
}

export type ModelMove = 'challenge' | 'promote' | 'retire'

/** @throws HttpError 403 where it takes a second person, 409 where the model is elsewhere meanwhile. */
export async function moveModel(id: string, move: ModelMove): Promise<ModelPage> {
  return await callApi(modelPage, `${path(id)}/${move}`, { method: 'POST', body: {} })
}

/** @returns the champion that is in force again. */
export async function rollBack(): Promise<ModelPage> {
  return await callApi(modelPage, '/models/roll-back', { method: 'POST', body: {} })
}
