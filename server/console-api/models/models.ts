/**
 * GET /models, GET /models/:id, GET /models/:id/comparison, POST /models/train, POST /models/:id/(challenge|promote|retire),
 * POST /models/roll-back, GET /training-runs, GET /training-runs/:id, POST /training-runs/:id/cancel, GET /drift.
 */
import { Router } from 'express'
import { z } from 'zod'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { type Id, isUuid, type ModelId, type TrainingRunId, toId } from '../../domain/ids.ts'
import { addMs, fromDate } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { eventTime } from '../../eventTime.ts'
import { challenge, promote, retire, rollBack } from '../../flow/models/changeStatus.ts'
import { compareOnLive } from '../../flow/models/compareOnLive.ts'
import { requestTraining } from '../../flow/models/requestTraining.ts'
import { cancelRun } from '../../flow/runs/cancelRun.ts'
import { readRun } from '../../flow/runs/readRun.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import {
  comparisonToWire,
  driftReportToWire,
  modelPageToWire,
  modelToWire,
  trainingRunToWire,
} from './toWire.ts'

const DAYS_AT_MOST = 366

function idOf<Kind extends string>() {
  return z
    .string()
    .refine(isUuid, 'must be a UUID')
    .transform((text): Id<Kind> => toId<Kind>(text))
}
const pathOf = <Kind extends string>() => z.object({ id: idOf<Kind>() })
const pageOf = <Kind extends string>() =>
  z.object({
    cursor: idOf<Kind>().nullable().default(null),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })

const comparisonQuery = z.object({ days: z.coerce.number().int().min(1).max(92).default(28) })
const time = z.iso
  .datetime({ offset: true, error: 'must be a time of ISO 8601 with its zone' })
  .transform((text) => fromDate(new Date(text)))
const order = z
  .strictObject({
    from: time.optional(),
    to: time.optional(),
    labelDelayDays: z.number().min(0).max(90).optional(),
    validationDays: z.number().positive().max(90).optional(),
    unlabelledShare: z.number().min(0).max(1).optional(),
    minFrauds: z.int().min(1).max(1_000_000).optional(),
  })
  .refine(
    ({ from, to }) => from === undefined || to === undefined || to - from <= DAYS_AT_MOST * 86_400_000,
    {
      path: ['to'],
      message: `must be at most ${DAYS_AT_MOST} days after from`,
    },
  )

/** One row more than is shown tells whether there is a next page. */
function toPage<Row extends { id: string }>(found: readonly Row[], limit: number) {
  const items = found.slice(0, limit)
  return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}

export function modelsRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  const namesOf = (ids: readonly (string | null)[]) =>
    deps.consoleUsers.displayNames(ids.filter((id) => id !== null))

  async function findModel(id: ModelId) {
    const model = await deps.models.find(id)
    if (model === null) throw new AppError('notFound', 'There is no such model')
    return model
  }

  async function modelPage(id: ModelId) {
    const model = await findModel(id)
    const changes = await deps.models.changes(id)
    const names = await namesOf([model.trainedBy, ...changes.map(({ userId }) => userId)])
    return modelPageToWire(model, changes, names)
  }

  async function runPage(user: ConsoleUser, id: TrainingRunId) {
    const run = await readRun(deps, 'training', id)
    return trainingRunToWire(run, user, await namesOf([run.requestedBy]))
  }

  router.get(
    '/models',
    guard(deps, 'readModels', async ({ request, response }) => {
      const { cursor, limit } = parse(pageOf<'model'>(), request.query)
      const { items, nextCursor } = toPage(await deps.models.list({ after: cursor, limit: limit + 1 }), limit)
      const names = await namesOf(items.map(({ trainedBy }) => trainedBy))
      response.json({ items: items.map((model) => modelToWire(model, names)), nextCursor })
    }),
  )

  router.post(
    '/models/train',
    guard(deps, 'trainModels', async ({ user, request, response }) => {
      const run = await requestTraining(deps, { user, options: parse(order, request.body) })
      response.status(202).json(trainingRunToWire(run, user, await namesOf([run.requestedBy])))
    }),
  )

  router.post(
    '/models/roll-back',
    guard(deps, 'promoteModels', async ({ user, response }) => {
      response.json(await modelPage(await rollBack(deps, { user })))
    }),
  )

  router.get(
    '/models/:id',
    guard(deps, 'readModels', async ({ request, response }) => {
      response.json(await modelPage(parse(pathOf<'model'>(), request.params).id))
    }),
  )

  router.get(
    '/models/:id/comparison',
    guard(deps, 'readModels', async ({ request, response }) => {
      const { id } = parse(pathOf<'model'>(), request.params)
      const { days } = parse(comparisonQuery, request.query)
      const question = { model: await findModel(id), now: addMs(eventTime(deps, request), 1), days }
      response.json(comparisonToWire(await compareOnLive(deps, question)))
    }),
  )

  for (const [name, step] of Object.entries({ challenge, promote, retire })) {
    router.post(
      `/models/:id/${name}`,
      guard(deps, 'promoteModels', async ({ user, request, response }) => {
        const { id } = parse(pathOf<'model'>(), request.params)
        await step(deps, { user, modelId: id })
        response.json(await modelPage(id))
      }),
    )
  }

  router.get(
    '/training-runs',
    guard(deps, 'readModels', async ({ user, request, response }) => {
      const { cursor, limit } = parse(pageOf<'trainingRun'>(), request.query)
      const page = { before: cursor, limit: limit + 1, requestedBy: null }
      const found = await deps.runs.list('training', page)
      const { items, nextCursor } = toPage(found, limit)
      const names = await namesOf(items.map(({ requestedBy }) => requestedBy))
      response.json({ items: items.map((run) => trainingRunToWire(run, user, names)), nextCursor })
    }),
  )

  router.get(
    '/training-runs/:id',
    guard(deps, 'readModels', async ({ user, request, response }) => {
      response.json(await runPage(user, parse(pathOf<'trainingRun'>(), request.params).id))
    }),
  )

  router.post(
    '/training-runs/:id/cancel',
    guard(deps, 'trainModels', async ({ user, request, response }) => {
      const { id } = parse(pathOf<'trainingRun'>(), request.params)
      await cancelRun(deps, 'training', { user, id })
      response.json(await runPage(user, id))
    }),
  )

  router.get(
    '/drift',
    guard(deps, 'readModels', async ({ request, response }) => {
      const { cursor, limit } = parse(pageOf<'driftReport'>(), request.query)
      const found = await deps.modelDrift.list({ after: cursor, limit: limit + 1 })
      const { items, nextCursor } = toPage(found, limit)
      response.json({ items: items.map(driftReportToWire), nextCursor })
    }),
  )

  return router
}
