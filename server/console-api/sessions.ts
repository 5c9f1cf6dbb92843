/** GET /sessions, GET /sessions/:id, POST /sessions/:id/addresses, POST /sessions/:id/review, GET /relying-parties. */
import { Router } from 'express'
import { z } from 'zod'
import { DECIDERS, OUTCOMES } from '../domain/decision.ts'
import { isUuid, toId } from '../domain/ids.ts'
import { SESSION_STATES } from '../domain/session.ts'
import { SESSION_ORDERS } from '../domain/sessionQuery.ts'
import { fromDate } from '../domain/time.ts'
import { AppError } from '../errors.ts'
import { listSessions, openSession, readAddresses } from '../flow/readSessions.ts'
import { review } from '../flow/review.ts'
import { sessionCursor, writeCursor } from './cursor.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { jsonText, parse } from './parse.ts'
import { sessionItemToWire, sessionPageToWire } from './sessionToWire.ts'
import type { PageWire, SessionItemWire } from './wire.ts'

const time = z.iso.datetime({ offset: true }).transform((text) => fromDate(new Date(text)))

const filter = z.strictObject({
  flagged: z.boolean().exactOptional(),
  states: z.array(z.enum(SESSION_STATES)).min(1).exactOptional(),
  outcomes: z.array(z.enum(OUTCOMES)).min(1).exactOptional(),
  relyingPartyId: z
    .string()
    .refine(isUuid, 'must be a UUID')
    .transform(toId<'relyingParty'>)
    .exactOptional(),
  from: time.exactOptional(),
  to: time.exactOptional(),
  decidedBy: z.enum(DECIDERS).exactOptional(),
})

const listQuery = z.object({
  filter: jsonText(filter).default({}),
  sort: z.enum(SESSION_ORDERS).default('urgency'),
  cursor: sessionCursor.nullable().default(null),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const sessionPath = z.object({
  id: z
    .string()
    .refine(isUuid, 'must be a UUID')
    .transform(toId<'session'>),
})
const reviewBody = z.strictObject({
  action: z.enum(['release', 'block']),
  comment: z.string().trim().max(1_000).optional(),
})

export function sessionsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  router.get(
    '/sessions',
    guard(deps, 'readSessions', async ({ request, response }) => {
      const query = parse(listQuery, request.query)
      const page = { order: query.sort, after: query.cursor, limit: query.limit }
      const { items, next, total, totalIsExact } = await listSessions(deps, query.filter, page)
      const answer: PageWire<SessionItemWire> = {
        items: items.map(sessionItemToWire),
        nextCursor: writeCursor(next),
        total,
        totalIsExact,
      }
      response.json(answer)
    }),
  )

  router.get(
    '/sessions/:id',
    guard(deps, 'readSessions', async ({ request, response }) => {
      const session = await openSession(deps, parse(sessionPath, request.params).id)
      if (session === null) throw new AppError('notFound', 'There is no such session')
      response.json(sessionPageToWire(session))
    }),
  )

  router.post(
    '/sessions/:id/addresses',
    guard(deps, 'readAddresses', async ({ user, request, response }) => {
      const addresses = await readAddresses(deps, user, parse(sessionPath, request.params).id)
      if (addresses === null) throw new AppError('notFound', 'There is no such session')
      response.json(addresses)
    }),
  )

  router.post(
    '/sessions/:id/review',
    guard(deps, 'reviewSessions', async ({ user, request, response }) => {
      const { id } = parse(sessionPath, request.params)
      const { action, comment } = parse(reviewBody, request.body)
      const result = await review(deps, { sessionId: id, action, userId: user.id, comment: comment || null })
      if (result === 'notFound') throw new AppError('notFound', 'There is no such session')
      if (result === 'notHeld') {
        throw new AppError(
          'conflict',
          'This session is no longer held: somebody decided it, or its time ran out',
        )
      }
      response.json({ result: 'done' })
    }),
  )

  router.get(
    '/relying-parties',
    guard(deps, 'readSessions', async ({ response }) => {
      response.json({ items: await deps.queue.relyingParties() })
    }),
  )

  return router
}
