/** GET and POST /replays, GET /replays/:id, POST /replays/:id/cancel. */
import { Router } from 'express'
import { z } from 'zod'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { isUuid, type ReplayId, toId } from '../../domain/ids.ts'
import type { ReplayRequest } from '../../domain/replay.ts'
import type { Run } from '../../domain/run.ts'
import { DAY_MS, fromDate } from '../../domain/time.ts'
import { readReplay, requestReplay } from '../../flow/replays/requestReplay.ts'
import { cancelRun } from '../../flow/runs/cancelRun.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { runToWire } from '../runs/toWire.ts'
import { iso } from '../sessionToWire.ts'
import type { ReplayPageWire, ReplayWire } from './wire.ts'

const LONGEST_PERIOD_DAYS = 92
const MOST_VERSIONS = 50

const uuid = z.string().refine(isUuid, 'must be a UUID')
const id = uuid.transform(toId<'replay'>)
const path = z.object({ id })
const time = z.iso
  .datetime({ offset: true, error: 'must be a time of ISO 8601 with its zone' })
  .transform((text) => fromDate(new Date(text)))
const threshold = z.number().min(0).max(1).exactOptional()
const order = z
  .strictObject({
    from: time,
    to: time,
    ruleSetVersion: z.string().min(1).max(100).nullable().default(null),
    versionIds: z
      .array(uuid.transform(toId<'ruleVersion'>))
      .max(MOST_VERSIONS)
      .default([]),
    modelId: z
      .union([z.literal('none'), uuid.transform(toId<'model'>)], 'must be the id of a model, or none')
      .nullable()
      .default(null),
    thresholds: z.strictObject({ warnAt: threshold, holdAt: threshold, blockAt: threshold }).default({}),
    paceMinutesPerCase: z.number().min(0.1).max(480).default(1.5),
    analysts: z.number().positive().max(1_000).default(1),
    hoursPerDay: z.number().positive().max(24).default(8),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
  .refine(({ from, to }) => to - from <= LONGEST_PERIOD_DAYS * DAY_MS, {
    path: ['to'],
    message: `must be at most ${LONGEST_PERIOD_DAYS} days after from`,
  }) satisfies z.ZodType<ReplayRequest>
const listQuery = z.object({
  cursor: id.nullable().default(null),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

function replayToWire(
  replay: Run<'replay'>,
  user: ConsoleUser,
  names: ReadonlyMap<string, string>,
): ReplayWire {
  const { request, result } = replay
  const asked = { ...request, from: iso(request.from), to: iso(request.to) }
  return { ...runToWire(replay, user, names), asked, result }
}

export function replaysRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(user: ConsoleUser, replays: readonly Run<'replay'>[]): Promise<ReplayWire[]> {
    const ids = replays.flatMap(({ requestedBy }) => requestedBy ?? [])
    const names = await deps.consoleUsers.displayNames(ids)
    return replays.map((replay) => replayToWire(replay, user, names))
  }

  async function page(user: ConsoleUser, id: ReplayId): Promise<ReplayPageWire> {
    const { replay, report } = await readReplay(deps, id)
    const names = await deps.consoleUsers.displayNames(
      replay.requestedBy === null ? [] : [replay.requestedBy],
    )
    return {
      ...replayToWire(replay, user, names),
      report: report === null ? null : { ...report, from: iso(report.from), to: iso(report.to) },
    }
  }

  router.get(
    '/replays',
    guard(deps, 'readRules', async ({ user, request, response }) => {
      const { cursor, limit } = parse(listQuery, request.query)
      const found = await deps.runs.list('replay', { before: cursor, limit: limit + 1, requestedBy: null })
      const shown = found.slice(0, limit)
      const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null
      response.json({ items: await toWire(user, shown), nextCursor })
    }),
  )

  router.post(
    '/replays',
    guard(deps, 'editRules', async ({ user, request, response }) => {
      const made = await requestReplay(deps, { user, request: parse(order, request.body) })
      response.status(201).json((await toWire(user, [made]))[0])
    }),
  )

  router.get(
    '/replays/:id',
    guard(deps, 'readRules', async ({ user, request, response }) => {
      response.json(await page(user, parse(path, request.params).id))
    }),
  )

  router.post(
    '/replays/:id/cancel',
    guard(deps, 'editRules', async ({ user, request, response }) => {
      const { id } = parse(path, request.params)
      await cancelRun(deps, 'replay', { user, id })
      response.json(await page(user, id))
    }),
  )

  return router
}
