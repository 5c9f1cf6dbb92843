/**
 * GET /models, GET /models/:id, GET /models/:id/comparison, POST /models/train, POST /models/:id/(challenge|promote|retire),
 * POST /models/roll-back, GET /training-runs, GET /training-runs/:id, POST /training-runs/:id/cancel, GET /drift.
 */

import { Router } from 'express'
import { pathOf } from '../../contract/forms/formats.ts'
import { pageQuery } from '../../contract/forms/pages.ts'
import * as contract from '../../contract/models.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ModelId, TrainingRunId } from '../../domain/ids.ts'
import { addMs } from '../../domain/time.ts'
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
import { send } from '../send.ts'
import {
  comparisonToWire,
  driftReportToWire,
  modelPageToWire,
  modelToWire,
  trainingRunToWire,
} from './toWire.ts'

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
      const { cursor, limit } = parse(pageQuery<'model'>(), request.query)
      const { items, nextCursor } = toPage(await deps.models.list({ after: cursor, limit: limit + 1 }), limit)
      const names = await namesOf(items.map(({ trainedBy }) => trainedBy))
      send(response, contract.models, { items: items.map((model) => modelToWire(model, names)), nextCursor })
    }),
  )

  router.post(
    '/models/train',
    guard(deps, 'trainModels', async ({ user, request, response }) => {
      const run = await requestTraining(deps, { user, options: parse(contract.trainingBody, request.body) })
      send(
        response.status(202),
        contract.trainingRun,
        trainingRunToWire(run, user, await namesOf([run.requestedBy])),
      )
    }),
  )

  router.post(
    '/models/roll-back',
    guard(deps, 'promoteModels', async ({ user, response }) => {
      send(response, contract.modelPage, await modelPage(await rollBack(deps, { user })))
    }),
  )

  router.get(
    '/models/:id',
    guard(deps, 'readModels', async ({ request, response }) => {
      send(response, contract.modelPage, await modelPage(parse(pathOf<'model'>(), request.params).id))
    }),
  )

  router.get(
    '/models/:id/comparison',
    guard(deps, 'readModels', async ({ request, response }) => {
      const { id } = parse(pathOf<'model'>(), request.params)
      const { days } = parse(contract.comparisonQuery, request.query)
      const question = { model: await findModel(id), now: addMs(eventTime(deps, request), 1), days }
      send(response, contract.liveComparison, comparisonToWire(await compareOnLive(deps, question)))
    }),
  )

  for (const [name, step] of Object.entries({ challenge, promote, retire })) {
    router.post(
      `/models/:id/${name}`,
      guard(deps, 'promoteModels', async ({ user, request, response }) => {
        const { id } = parse(pathOf<'model'>(), request.params)
        await step(deps, { user, modelId: id })
        send(response, contract.modelPage, await modelPage(id))
      }),
    )
  }

  router.get(
    '/training-runs',
    guard(deps, 'readModels', async ({ user, request, response }) => {
      const { cursor, limit } = parse(pageQuery<'trainingRun'>(), request.query)
      const page = { before: cursor, limit: limit + 1, requestedBy: null }
      const { items, nextCursor } = toPage(await deps.runs.list('training', page), limit)
      const names = await namesOf(items.map(({ requestedBy }) => requestedBy))
      send(response, contract.trainingRuns, {
        items: items.map((run) => trainingRunToWire(run, user, names)),
        nextCursor,
      })
    }),
  )

  router.get(
    '/training-runs/:id',
    guard(deps, 'readModels', async ({ user, request, response }) => {
      const { id } = parse(pathOf<'trainingRun'>(), request.params)
      send(response, contract.trainingRun, await runPage(user, id))
    }),
  )

  router.post(
    '/training-runs/:id/cancel',
    guard(deps, 'trainModels', async ({ user, request, response }) => {
      const { id } = parse(pathOf<'trainingRun'>(), request.params)
      await cancelRun(deps, 'training', { user, id })
      send(response, contract.trainingRun, await runPage(user, id))
    }),
  )

  router.get(
    '/drift',
    guard(deps, 'readModels', async ({ request, response }) => {
      const { cursor, limit } = parse(pageQuery<'driftReport'>(), request.query)
      const found = await deps.modelDrift.list({ after: cursor, limit: limit + 1 })
      const { items, nextCursor } = toPage(found, limit)
      send(response, contract.driftReports, { items: items.map(driftReportToWire), nextCursor })
    }),
  )

  return router
}
