/** GET and POST /suppressions, DELETE /suppressions/:id. */
import { Router } from 'express'
import { z } from 'zod'
import { isUuid, toId } from '../../domain/ids.ts'
import { SUPPRESSION_KINDS } from '../../domain/rule.ts'
import { DAY_MS, fromDate, type Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { eventTime } from '../../eventTime.ts'
import { endSuppression, suppress } from '../../flow/rules/suppress.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { entityMembers, toNamed } from '../lists/entitySchema.ts'
import { parse } from '../parse.ts'
import { ruleId } from './ruleSchemas.ts'
import { suppressionToWire } from './ruleToWire.ts'

/** What nobody looks at again for half a year is no exception but a rule. */
const LONGEST_DAYS = 180

const id = z
  .string()
  .refine(isUuid, 'must be a UUID')
  .transform(toId<'suppression'>)
const path = z.object({ id })
const body = z
  .strictObject({
    ruleId,
    kind: z.enum(SUPPRESSION_KINDS),
    ...entityMembers,
    reason: z.string().trim().min(3).max(500),
    until: z.iso.datetime({ offset: true }).transform((text) => fromDate(new Date(text))),
  })
  .transform((given, context) => ({
    ruleId: given.ruleId,
    kind: given.kind,
    named: toNamed(given, context),
    reason: given.reason,
    until: given.until,
  }))
const listQuery = z.object({
  ruleId: ruleId.nullable().default(null),
  /** `all` shows ended ones too. */
  show: z.enum(['standing', 'all']).default('standing'),
  cursor: id.nullable().default(null),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export function suppressionsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  router.get(
    '/suppressions',
    guard(deps, 'readRules', async ({ request, response }) => {
      const { ruleId, show, cursor, limit } = parse(listQuery, request.query)
      const standingAt = show === 'all' ? null : eventTime(deps, request)
      const found = await deps.suppressions.list({ ruleId, standingAt, before: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const people = shown.flatMap(({ author, ended }) => (ended === null ? [author] : [author, ended.by]))
      const names = await deps.consoleUsers.displayNames(people)
      response.json({
        items: shown.map((record) => suppressionToWire(record, names)),
        nextCursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
      })
    }),
  )

  router.post(
    '/suppressions',
    guard(deps, 'suppressRules', async ({ user, request, response }) => {
      const order = parse(body, request.body)
      requireSoon(order.until, eventTime(deps, request))
      const made = await suppress(deps, { user, ...order })
      response.status(201).json(suppressionToWire(made, new Map([[user.id, user.displayName]])))
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
