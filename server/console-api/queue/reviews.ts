/** POST /sessions/:id/review and …/review/undo; POST /sessions/review and …/review/undo for several at once. */

import { Router } from 'express'
import { pathOf } from '../../contract/forms/formats.ts'
import * as contract from '../../contract/queue.ts'
import type { SessionId } from '../../domain/ids.ts'
import type { ReviewAction } from '../../domain/sessions/review.ts'
import { AppError } from '../../errors.ts'
import { type ReviewResult, review, undoReview } from '../../flow/review/review.ts'
import { reviewMany } from '../../flow/review/reviewMany.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'

const path = pathOf<'session'>()

const DONE = { release: 'released', block: 'blocked' } as const satisfies Record<ReviewAction, string>

/** @throws AppError that says who was first, and when. */
function toWire(result: ReviewResult): contract.Reviewed {
  switch (result.kind) {
    case 'done':
      return {
        result: 'done',
        takesEffectAt: iso(result.takesEffectAt),
        undoUntil: isoOrNull(result.undoUntil),
      }
    case 'decided': {
      const at = iso(result.at)
      const message =
        result.by === null
          ? `The hold ran out at ${at}: by policy the session was ${DONE[result.action]}`
          : `${result.by} decided first: the session was ${DONE[result.action]} at ${at}`
      throw new AppError('conflict', message, { conflict: { by: result.by, at } })
    }
    case 'claimed': {
      const at = iso(result.at)
      const message = `${result.by} works on this session since ${at}`
      throw new AppError('conflict', message, { conflict: { by: result.by, at } })
    }
    case 'neverHeld':
      throw new AppError('conflict', 'This session is not held, so there is nothing to decide')
    case 'notFound':
      throw new AppError('notFound', 'There is no such session')
  }
}

/** One of several: what would be an error of its own is a result here. */
function toResult(id: SessionId, result: ReviewResult): contract.ReviewResult {
  try {
    return { id, ...toWire(result) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { id, result: 'refused', code: error.code, message: error.message, conflict: error.conflict }
  }
}

const NOTHING_TO_UNDO = 'There is no decision of yours to undo: it has taken effect, or was undone'

export function reviewsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  router.post(
    '/sessions/review',
    guard(deps, 'reviewInBulk', async ({ user, request, response }) => {
      const { ids, action, comment } = parse(contract.reviewManyBody, request.body)
      const done = await reviewMany(deps, { ids, action, userId: user.id, comment: comment || null })
      send(response, contract.reviewedMany, { items: done.map(({ id, result }) => toResult(id, result)) })
    }),
  )

  router.post(
    '/sessions/review/undo',
    guard(deps, 'reviewInBulk', async ({ user, request, response }) => {
      const items: { id: SessionId; undone: boolean }[] = []
      for (const id of parse(contract.undoManyBody, request.body).ids) {
        items.push({ id, undone: await undoReview(deps, { sessionId: id, userId: user.id }) })
      }
      send(response, contract.undoneMany, { items })
    }),
  )

  router.post(
    '/sessions/:id/review',
    guard(deps, 'reviewSessions', async ({ user, request, response }) => {
      const { id } = parse(path, request.params)
      const { action, comment } = parse(contract.reviewBody, request.body)
      const order = { sessionId: id, action, userId: user.id, comment: comment || null }
      send(response, contract.reviewed, toWire(await review(deps, order)))
    }),
  )

  router.post(
    '/sessions/:id/review/undo',
    guard(deps, 'reviewSessions', async ({ user, request, response }) => {
      const { id } = parse(path, request.params)
      if (!(await undoReview(deps, { sessionId: id, userId: user.id }))) {
        throw new AppError('conflict', NOTHING_TO_UNDO)
      }
      send(response, contract.reviewUndone, { result: 'undone' })
    }),
  )

  return router
}
