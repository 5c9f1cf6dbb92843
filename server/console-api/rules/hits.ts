/** POST /rules/hits: what a condition would have hit, while it is typed. */
import { Router } from 'express'
import { z } from 'zod'
import { STAGES } from '../../domain/sessions/decision.ts'
import { addMs, DAY_MS } from '../../domain/time.ts'
import { eventTime } from '../../eventTime.ts'
import { countHits } from '../../flow/rules/countHits.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'
import { checkBody } from './ruleSchemas.ts'
import type { RuleHitsWire } from './ruleWire.ts'

const MOST_DAYS = 31

const body = z.strictObject({
  condition: checkBody.shape.condition,
  /** Null: both. */
  stage: z.enum(STAGES).nullable().default(null),
  days: z.int().min(1).max(MOST_DAYS).default(7),
})

export function ruleHitsRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  router.post(
    '/rules/hits',
    guard(deps, 'readRules', async ({ request, response }) => {
      const { condition, stage, days } = parse(body, request.body)
      const now = eventTime(deps, request)
      const period = { from: addMs(now, -days * DAY_MS), to: addMs(now, 1) }
      const { lookedAt, hits, known, ...found } = await countHits(deps, { condition, stage, ...period })
      const share = (part: number) => (hits === 0 ? null : part / hits)
      const answer: RuleHitsWire = {
        ...found,
        sampled: lookedAt.sampled,
        lookedAt: { sessions: lookedAt.sessions, from: isoOrNull(lookedAt.from) },
        hits,
        ...known,
        fraudShare: share(known.fraud),
        genuineShare: share(known.genuine),
        days: found.days.map(({ day, ...counts }) => ({ day: iso(day).slice(0, 10), ...counts })),
      }
      response.json(answer)
    }),
  )
  return router
}
