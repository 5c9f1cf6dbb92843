/**
 * GET /team/quality, POST /team/quality/:kind/:id, GET /team/agreement; GET /team/notices and
 * POST /team/notices/:id/read, which are everybody's own.
 */

import { Router } from 'express'
import { z } from 'zod'
import { done } from '../../contract/forms/done.ts'
import { pathOf, uuid } from '../../contract/forms/formats.ts'
import * as contract from '../../contract/team.ts'
import type { QualityCursor } from '../../domain/team.ts'
import { toInstant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { drawing, listSecondLooks, peopleOf, readAgreement, recordVerdict } from '../../flow/team/quality.ts'
import { cursorOf, writeCursor } from '../cursor.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { noticeToWire, secondLookToWire, userToWire } from './toWire.ts'

const cursor = cursorOf(
  z.object({ decidedAt: z.int().transform(toInstant), objectId: uuid }) satisfies z.ZodType<QualityCursor>,
)
const listQuery = contract.secondLookListQuery.extend({ cursor: cursor.nullable().default(null) })
const noticePath = pathOf<'teamNotice'>()

function placeOf(last: QualityCursor | undefined): QualityCursor | null {
  return last === undefined ? null : { decidedAt: last.decidedAt, objectId: last.objectId }
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
      const answer: contract.SecondLooks = {
        items: shown.map((look) => secondLookToWire(look, names)),
        nextCursor: found.length > limit ? writeCursor(placeOf(shown.at(-1))) : null,
        share: drawing(deps).share,
      }
      send(response, contract.secondLooks, answer)
    }),
  )

  router.post(
    '/team/quality/:kind/:id',
    guard(deps, 'reviewQuality', async ({ user, request, response }) => {
      const { kind, id } = parse(contract.secondLookPath, request.params)
      const look = await recordVerdict(deps, {
        user,
        kind,
        objectId: id,
        ...parse(contract.verdictBody, request.body),
      })
      const names = await deps.consoleUsers.displayNames(peopleOf([look]))
      send(response, contract.secondLook, secondLookToWire(look, names))
    }),
  )

  router.get(
    '/team/agreement',
    guard(deps, 'readTeam', async ({ request, response }) => {
      const { days } = parse(contract.agreementQuery, request.query)
      const rates = await readAgreement(deps, days)
      const names = await deps.consoleUsers.displayNames(rates.map(({ decidedBy }) => decidedBy))
      const answer: contract.Agreements = {
        days,
        items: rates.map(({ decidedBy, ...rate }) => ({ ...userToWire(decidedBy, names), ...rate })),
      }
      send(response, contract.agreements, answer)
    }),
  )

  router.get(
    '/team/notices',
    guard(deps, 'anything', async ({ user, request, response }) => {
      const { cursor, limit } = parse(contract.noticeListQuery, request.query)
      const { notices, unread } = await deps.qualitySample.notices(user.id, {
        before: cursor,
        limit: limit + 1,
      })
      const shown = notices.slice(0, limit)
      const names = await deps.consoleUsers.displayNames(peopleOf(shown.map(({ look }) => look)))
      const answer: contract.Notices = {
        items: shown.map((notice) => noticeToWire(notice, names)),
        nextCursor: notices.length > limit ? (shown.at(-1)?.id ?? null) : null,
        unread,
      }
      send(response, contract.notices, answer)
    }),
  )

  router.post(
    '/team/notices/:id/read',
    guard(deps, 'anything', async ({ user, request, response }) => {
      const { id } = parse(noticePath, request.params)
      if (!(await deps.qualitySample.readNotice(id, user.id, deps.clock.now())))
        throw new AppError('notFound', 'There is no such notice of yours')
      send(response, done, { result: 'done' })
    }),
  )

  return router
}
