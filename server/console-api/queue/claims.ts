/** POST /sessions/:id/claim, …/claim/heartbeat, …/claim/release, and POST /queue/next. */

import { Router } from 'express'
import { may } from '../../access/permissions.ts'
import { pathOf } from '../../contract/forms/formats.ts'
import * as contract from '../../contract/queue.ts'
import { AppError } from '../../errors.ts'
import { claimNext, claimSession, heartbeat, type Presence, releaseClaim } from '../../flow/review/claim.ts'
import { readRows } from '../../flow/review/readSessions.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { iso, sessionItemToWire } from '../sessionToWire.ts'

const path = pathOf<'session'>()

function presenceToWire({ holder, viewers }: Presence): contract.Presence {
  return {
    assignee:
      holder === null
        ? null
        : {
            id: holder.userId,
            name: holder.by,
            since: iso(holder.claimedAt),
            until: iso(holder.expiresAt),
          },
    viewers: viewers.map(({ userId, name }) => ({ id: userId, name })),
  }
}

export function claimsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  /** @throws AppError notFound. */
  async function known(params: unknown) {
    const { id } = parse(path, params)
    if ((await deps.queue.rows([id])).length === 0) throw new AppError('notFound', 'There is no such session')
    return id
  }

  router.post(
    '/sessions/:id/claim',
    guard(deps, 'reviewSessions', async ({ user, request, response }) => {
      const { takeOver } = parse(contract.claimBody, request.body ?? {})
      if (takeOver && !may(user.role, 'reviewInBulk')) {
        throw new AppError('forbidden', 'Your role may not take over what somebody else works on')
      }
      const sessionId = await known(request.params)
      const { isTheirs, ...presence } = await claimSession(deps, { sessionId, userId: user.id, takeOver })
      if (isTheirs || presence.holder === null) {
        send(response, contract.presence, presenceToWire(presence))
        return
      }
      const { by, claimedAt } = presence.holder
      const at = iso(claimedAt)
      throw new AppError('conflict', `${by} works on this session since ${at}`, { conflict: { by, at } })
    }),
  )

  router.post(
    '/sessions/:id/claim/heartbeat',
    guard(deps, 'readSessions', async ({ user, request, response }) => {
      const sessionId = await known(request.params)
      send(response, contract.presence, presenceToWire(await heartbeat(deps, { sessionId, userId: user.id })))
    }),
  )

  router.post(
    '/sessions/:id/claim/release',
    guard(deps, 'readSessions', async ({ user, request, response }) => {
      await releaseClaim(deps, { sessionId: parse(path, request.params).id, userId: user.id })
      send(response, contract.claimReleased, { result: 'released' })
    }),
  )

  router.post(
    '/queue/next',
    guard(deps, 'reviewSessions', async ({ user, response }) => {
      const id = await claimNext(deps, user.id)
      const [row] = id === null ? [] : await readRows(deps, [id])
      send(response, contract.claimedNext, { session: row === undefined ? null : sessionItemToWire(row) })
    }),
  )

  return router
}
