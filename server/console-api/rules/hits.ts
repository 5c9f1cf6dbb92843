/** POST /rules/hits: what a condition would have hit, while it is typed. */

import { Router } from 'express'
import { type RuleHits, ruleHits, ruleHitsBody } from '../../contract/rules.ts'
import { addMs, DAY_MS } from '../../domain/time.ts'
import { eventTime } from '../../eventTime.ts'
import { countHits } from '../../flow/rules/countHits.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'

export function ruleHitsRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  router.post(
    '/rules/hits',
    guard(deps, 'readRules', async ({ request, response }) => {
      const { condition, stage, days } = parse(ruleHitsBody, request.body)
      const now = eventTime(deps, request)
      const period = { from: addMs(now, -days * DAY_MS), to: addMs(now, 1) }
      const { lookedAt, hits, known, ...found } = await countHits(deps, { condition, stage, ...period })
      const share = (part: number) => (hits === 0 ? null : part / hits)
      const answer: RuleHits = {
        ...found,
        sampled: lookedAt.sampled,
        lookedAt: { sessions: lookedAt.sessions, from: isoOrNull(lookedAt.from) },
        hits,
        ...known,
        fraudShare: share(known.fraud),
        genuineShare: share(known.genuine),
        days: found.days.map(({ day, ...counts }) => ({ day: iso(day).slice(0, 10), ...counts })),
      }
      send(response, ruleHits, answer)
    }),
  )
  return router
}
