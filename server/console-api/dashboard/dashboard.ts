/** GET /dashboard?from=&to=&zone=: the figures of a period, each with the filter of the list behind it. */

import { Router } from 'express'
import { z } from 'zod'
import { may } from '../../access/permissions.ts'
import { dashboard, dashboardQuery } from '../../contract/dashboard.ts'
import { DAY_MS } from '../../domain/time.ts'
import { periodOf, readDashboard } from '../../flow/dashboard/readDashboard.ts'
import { readNow } from '../../flow/dashboard/readNow.ts'
import { isZone } from '../../flow/dashboard/zonedDays.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { dashboardToWire } from './toWire.ts'

const LONGEST_PERIOD_DAYS = 93

const query = dashboardQuery.extend({
  zone: dashboardQuery.shape.zone.refine(
    isZone,
    'must be a zone of the IANA time zone database, e.g. Europe/Tallinn',
  ),
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
      send(response, dashboard, dashboardToWire(figures, now))
    }),
  )
  return router
}
