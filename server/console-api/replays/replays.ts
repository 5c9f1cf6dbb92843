/** GET and POST /replays, GET /replays/:id, POST /replays/:id/cancel. */

import { Router } from 'express'
import { pathOf } from '../../contract/forms/formats.ts'
import { pageQuery } from '../../contract/forms/pages.ts'
import * as contract from '../../contract/replays.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { ReplayId } from '../../domain/ids.ts'
import type { Run } from '../../domain/runs/run.ts'
import { readReplay, requestReplay } from '../../flow/replays/requestReplay.ts'
import { cancelRun } from '../../flow/runs/cancelRun.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { onlyOf } from '../onlyOf.ts'
import { parse } from '../parse.ts'
import { runToWire } from '../runs/toWire.ts'
import { send } from '../send.ts'
import { iso } from '../sessionToWire.ts'

const path = pathOf<'replay'>()
const listQuery = pageQuery<'replay'>()

function replayToWire(
  replay: Run<'replay'>,
  user: ConsoleUser,
  names: ReadonlyMap<string, string>,
): contract.Replay {
  const { request, result } = replay
  const sent = { ...request, from: iso(request.from), to: iso(request.to) }
  return { ...runToWire(replay, user, names), request: sent, result }
}

export function replaysRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(user: ConsoleUser, replays: readonly Run<'replay'>[]): Promise<contract.Replay[]> {
    const ids = replays.flatMap(({ requestedBy }) => requestedBy ?? [])
    const names = await deps.consoleUsers.displayNames(ids)
    return replays.map((replay) => replayToWire(replay, user, names))
  }

  async function page(user: ConsoleUser, id: ReplayId): Promise<contract.ReplayPage> {
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
      send(response, contract.replays, { items: await toWire(user, shown), nextCursor })
    }),
  )

  router.post(
    '/replays',
    guard(deps, 'editRules', async ({ user, request, response }) => {
      const made = await requestReplay(deps, { user, request: parse(contract.replayBody, request.body) })
      send(response.status(201), contract.replay, onlyOf(await toWire(user, [made])))
    }),
  )

  router.get(
    '/replays/:id',
    guard(deps, 'readRules', async ({ user, request, response }) => {
      send(response, contract.replayPage, await page(user, parse(path, request.params).id))
    }),
  )

  router.post(
    '/replays/:id/cancel',
    guard(deps, 'editRules', async ({ user, request, response }) => {
      const { id } = parse(path, request.params)
      await cancelRun(deps, 'replay', { user, id })
      send(response, contract.replayPage, await page(user, id))
    }),
  )

  return router
}
