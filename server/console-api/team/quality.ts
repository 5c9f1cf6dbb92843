/**
 * GET /team/quality, POST /team/quality/:kind/:id, GET /team/agreement; GET /team/notices and
 * POST /team/notices/:id/read, which are everybody's own.
 */
import { Router } from 'express'
import { z } from 'zod'
import { isUuid, toId } from '../../domain/ids.ts'
import { QUALITY_KINDS, QUALITY_OPINIONS, type QualityCursor } from '../../domain/team.ts'
import { toInstant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { drawing, listSecondLooks, peopleOf, readAgreement, recordVerdict } from '../../flow/team/quality.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { noticeToWire, secondLookToWire, userToWire } from './toWire.ts'
import type { AgreementWire, SecondLookListWire, TeamNoticeListWire } from './wire.ts'

const MOST_DAYS = 366

const uuid = z.string().refine(isUuid, 'must be a UUID')
const cursorParts = z.object({ decidedAt: z.int().transform(toInstant), objectId: uuid })
const cursor = z
  .string()
  .max(300)
  .transform((text, context): QualityCursor => {
    try {
      return cursorParts.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    } catch {
      context.addIssue({ code: 'custom', message: 'must be the nextCursor of an earlier page' })
      return z.NEVER
    }
  })
const limit = z.coerce.number().int().min(1).max(200).default(50)
const listQuery = z.object({
  show: z.enum(['open', 'done']).default('open'),
  cursor: cursor.nullable().default(null),
  limit,
})
const path = z.object({ kind: z.enum(QUALITY_KINDS), id: uuid })
const body = z
  .strictObject({
    opinion: z.enum(QUALITY_OPINIONS, `must be one of ${QUALITY_OPINIONS.join(', ')}`),
    reason: z.string().trim().min(3, 'must say why').max(1_000).nullable().default(null),
  })
  .refine(({ opinion, reason }) => opinion === 'agree' || reason !== null, {
    path: ['reason'],
    message: 'must say why you disagree',
  })
const agreementQuery = z.object({ days: z.coerce.number().int().min(1).max(MOST_DAYS).default(30) })
const noticePath = z.object({ id: uuid.transform(toId<'teamNotice'>) })
const noticeQuery = z.object({ cursor: uuid.nullable().default(null), limit })

function writeCursor(last: QualityCursor | undefined): string | null {
  if (last === undefined) return null
  const { decidedAt, objectId } = last
  return Buffer.from(JSON.stringify({ decidedAt, objectId })).toString('base64url')
}

export function qualityRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  router.get(
    '/team/quality',
    guard(deps, 'reviewQuality', async ({ user, request, response }) => {
      const { show, cursor, limit } = parse(listQuery, request.query)
      const found = await listSecondLooks(deps, { user, show, after: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const names = await deps.consoleUsers.displayNames(peopleOf(shown))
      const answer: SecondLookListWire = {
        items: shown.map((look) => secondLookToWire(look, names)),
        nextCursor: found.length > limit ? writeCursor(shown.at(-1)) : null,
        share: drawing(deps).share,
      }
      response.json(answer)
    }),
  )

  router.post(
    '/team/quality/:kind/:id',
    guard(deps, 'reviewQuality', async ({ user, request, response }) => {
      const { kind, id } = parse(path, request.params)
      const look = await recordVerdict(deps, { user, kind, objectId: id, ...parse(body, request.body) })
      const names = await deps.consoleUsers.displayNames(peopleOf([look]))
      response.json(secondLookToWire(look, names))
    }),
  )

  router.get(
    '/team/agreement',
    guard(deps, 'readTeam', async ({ request, response }) => {
      const { days } = parse(agreementQuery, request.query)
      const rates = await readAgreement(deps, days)
      const names = await deps.consoleUsers.displayNames(rates.map(({ decidedBy }) => decidedBy))
      const answer: AgreementWire = {
        days,
        items: rates.map(({ decidedBy, ...rate }) => ({ ...userToWire(decidedBy, names), ...rate })),
      }
      response.json(answer)
    }),
  )

  router.get(
    '/team/notices',
    guard(deps, 'anything', async ({ user, request, response }) => {
      const { cursor, limit } = parse(noticeQuery, request.query)
      const { notices, unread } = await deps.qualitySample.notices(user.id, {
        before: cursor,
        limit: limit + 1,
      })
      const shown = notices.slice(0, limit)
      const names = await deps.consoleUsers.displayNames(peopleOf(shown.map(({ look }) => look)))
      const answer: TeamNoticeListWire = {
        items: shown.map((notice) => noticeToWire(notice, names)),
        nextCursor: notices.length > limit ? (shown.at(-1)?.id ?? null) : null,
        unread,
      }
      response.json(answer)
    }),
  )

  router.post(
    '/team/notices/:id/read',
    guard(deps, 'anything', async ({ user, request, response }) => {
      const { id } = parse(noticePath, request.params)
      if (!(await deps.qualitySample.readNotice(id, user.id, deps.clock.now())))
        throw new AppError('notFound', 'There is no such notice of yours')
      response.json({ result: 'done' })
    }),
  )

  return router
}
