/** GET and POST /replays, GET /replays/:id, POST /replays/:id/cancel. */

import { Router } from 'express'
import { pathOf } from '../../contract/forms/formats.ts'
import { pageQuery } from '../../contract/forms/pages.ts'
import * as contract from '../../contract/replays.ts'
import type { Replay } from '../../domain/replay.ts'
import { cancelReplay, readReplay, requestReplay } from '../../flow/replays/requestReplay.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { onlyOf } from '../onlyOf.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'

const path = pathOf<'replay'>()
const listQuery = pageQuery<'replay'>()

function replayToWire(replay: Replay, names: ReadonlyMap<string, string>): contract.Replay {
  const { request: asked, done, total, error, state } = replay
  return {
    id: replay.id,
    state,
    done,
    of: total,
    error,
    asked: { ...asked, from: iso(asked.from), to: iso(asked.to) },
    requestedBy: names.get(replay.requestedBy) ?? '',
    createdAt: iso(replay.createdAt),
    startedAt: isoOrNull(replay.startedAt),
    finishedAt: isoOrNull(replay.finishedAt),
  }
}

export function replaysRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(replays: readonly Replay[]): Promise<contract.Replay[]> {
    const names = await deps.consoleUsers.displayNames(replays.map(({ requestedBy }) => requestedBy))
    return replays.map((replay) => replayToWire(replay, names))
  }

  async function page(replayId: Replay['id']): Promise<contract.ReplayPage> {
    const { replay, report } = await readReplay(deps, replayId)
    const names = await deps.consoleUsers.displayNames([replay.requestedBy])
    return {
      ...replayToWire(replay, names),
      report: report === null ? null : { ...report, from: iso(report.from), to: iso(report.to) },
    }
  }

  router.get(
    '/replays',
    guard(deps, 'readRules', async ({ request, response }) => {
      const { cursor, limit } = parse(listQuery, request.query)
      const found = await deps.replays.list({ before: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null
      send(response, contract.replays, { items: await toWire(shown), nextCursor })
    }),
  )

  router.post(
    '/replays',
    guard(deps, 'editRules', async ({ user, request, response }) => {
      const made = await requestReplay(deps, { user, asked: parse(contract.replayBody, request.body) })
      send(response.status(201), contract.replay, onlyOf(await toWire([made])))
    }),
  )

  router.get(
    '/replays/:id',
    guard(deps, 'readRules', async ({ request, response }) => {
      send(response, contract.replayPage, await page(parse(path, request.params).id))
    }),
  )

  router.post(
    '/replays/:id/cancel',
    guard(deps, 'editRules', async ({ user, request, response }) => {
      const { id } = parse(path, request.params)
      await cancelReplay(deps, { user, id })
      send(response, contract.replayPage, await page(id))
    }),
  )

  return router
}
