/** GET and POST /suppressions, DELETE /suppressions/:id. */

import { Router } from 'express'
import { pathOf } from '../../contract/forms/formats.ts'
import {
  newSuppressionBody,
  suppression,
  suppressionListQuery,
  suppressions,
} from '../../contract/suppressions.ts'
import { DAY_MS, type Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { eventTime } from '../../eventTime.ts'
import { endSuppression, suppress } from '../../flow/rules/suppress.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { suppressionToWire } from './ruleToWire.ts'

/** What nobody looks at again for half a year is no exception but a rule. */
const LONGEST_DAYS = 180

const path = pathOf<'suppression'>()

export function suppressionsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  router.get(
    '/suppressions',
    guard(deps, 'readRules', async ({ request, response }) => {
      const { ruleId, show, cursor, limit } = parse(suppressionListQuery, request.query)
      const standingAt = show === 'all' ? null : eventTime(deps, request)
      const found = await deps.suppressions.list({ ruleId, standingAt, before: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const people = shown.flatMap(({ author, ended }) => (ended === null ? [author] : [author, ended.by]))
      const names = await deps.consoleUsers.displayNames(people)
      send(response, suppressions, {
        items: shown.map((record) => suppressionToWire(record, names)),
        nextCursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
      })
    }),
  )

  router.post(
    '/suppressions',
    guard(deps, 'suppressRules', async ({ user, request, response }) => {
      const order = parse(newSuppressionBody, request.body)
      requireSoon(order.until, eventTime(deps, request))
      const made = await suppress(deps, { user, ...order })
      send(response.status(201), suppression, suppressionToWire(made, new Map([[user.id, user.displayName]])))
    }),
  )

  router.delete(
    '/suppressions/:id',
    guard(deps, 'suppressRules', async ({ user, request, response }) => {
      const ended = await endSuppression(deps, { user, id: parse(path, request.params).id })
      if (!ended) throw new AppError('notFound', 'There is no such suppression, or it has ended')
      response.status(204).end()
    }),
  )

  return router
}

function requireSoon(until: Instant, now: Instant): void {
  if (until > now && until - now <= LONGEST_DAYS * DAY_MS) return
  throw new AppError('badRequest', 'The request is not understood', {
    fields: [{ field: 'until', message: `must be later than now, and at most ${LONGEST_DAYS} days away` }],
  })
}
