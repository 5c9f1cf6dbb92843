/** GET /dashboard?from=&to=&zone=: the figures of a period, each with the filter of the list behind it. */
import { Router } from 'express'
import { z } from 'zod'
import { may } from '../../access/permissions.ts'
import { DAY_MS, fromDate } from '../../domain/time.ts'
import { periodOf, readDashboard } from '../../flow/dashboard/readDashboard.ts'
import { readNow } from '../../flow/dashboard/readNow.ts'
import { isZone } from '../../flow/dashboard/zonedDays.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { dashboardToWire } from './toWire.ts'

const LONGEST_PERIOD_DAYS = 93

const time = z.iso
  .datetime({
    offset: true,
    error: 'must be a time of ISO 8601 with its zone, e.g. 2026-11-25T00:00:00+02:00',
  })
  .transform((text) => fromDate(new Date(text)))
const query = z.object({
  from: time.exactOptional(),
  to: time.exactOptional(),
  zone: z
    .string()
    .max(60)
    .refine(isZone, 'must be a zone of the IANA time zone database, e.g. Europe/Tallinn')
    .default('UTC'),
})

/** Both ends are known only when what was left out is filled in. */
const period = z
  .custom<ReturnType<typeof periodOf>>()
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
  .refine(({ from, to }) => to - from <= LONGEST_PERIOD_DAYS * DAY_MS, {
    path: ['to'],
    message: `must be at most ${LONGEST_PERIOD_DAYS} days after from`,
  })

export function dashboardRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  router.get(
    '/dashboard',
    guard(deps, 'readDashboard', async ({ user, request, response }) => {
      const requestedPeriod = parse(period, periodOf(parse(query, request.query), deps.clock.now()))
      // One after the other: each asks several things at once, and others need connections too.
      const figures = await readDashboard(deps, requestedPeriod)
      const now = await readNow(deps, may(user.role, 'readCases') ? requestedPeriod : null)
      response.json(dashboardToWire(figures, now))
    }),
  )
  return router
}
