/** GET /sessions, GET /sessions/:id, POST /sessions/:id/addresses, GET /relying-parties. */

import { Router } from 'express'
import { pathOf } from '../contract/forms/formats.ts'
import * as contract from '../contract/sessions.ts'
import { AppError } from '../errors.ts'
import { listSessions, openSession, readAddresses } from '../flow/review/readSessions.ts'
import { findSearch } from '../flow/review/search.ts'
import { sessionCursor, writeCursor } from './cursor.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { parse } from './parse.ts'
import { forUser } from './queue/sessionFilter.ts'
import { send } from './send.ts'
import { sessionItemToWire, sessionPageToWire } from './sessionToWire.ts'

const listQuery = contract.sessionListQuery.extend({ cursor: sessionCursor.nullable().default(null) })
const sessionPath = pathOf<'session'>()

export function sessionsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  router.get(
    '/sessions',
    guard(deps, 'readSessions', async ({ user, request, response }) => {
      const query = parse(listQuery, request.query)
      const page = { order: query.sort, after: query.cursor, limit: query.limit }
      const filter = forUser(query.filter, user)
      const search = query.search === undefined ? {} : await findSearch(deps, user, query.search)
      const listed = await listSessions(deps, { ...filter, ...search }, page)
      const { items, next, total, totalIsExact } = listed
      const answer: contract.SessionList = {
        items: items.map(sessionItemToWire),
        nextCursor: writeCursor(next),
        total,
        totalIsExact,
      }
      send(response, contract.sessionList, answer)
    }),
  )

  router.get(
    '/sessions/:id',
    guard(deps, 'readSessions', async ({ request, response }) => {
      const session = await openSession(deps, parse(sessionPath, request.params).id)
      if (session === null) throw new AppError('notFound', 'There is no such session')
      send(response, contract.sessionPage, sessionPageToWire(session))
    }),
  )

  router.post(
    '/sessions/:id/addresses',
    guard(deps, 'readAddresses', async ({ user, request, response }) => {
      const addresses = await readAddresses(deps, user, parse(sessionPath, request.params).id)
      if (addresses === null) throw new AppError('notFound', 'There is no such session')
      send(response, contract.addresses, addresses)
    }),
  )

  router.get(
    '/relying-parties',
    guard(deps, 'readSessions', async ({ response }) => {
      send(response, contract.relyingParties, { items: await deps.queue.relyingParties() })
    }),
  )

  return router
}
