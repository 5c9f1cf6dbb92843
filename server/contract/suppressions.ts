/** Suppressions: one rule does not count for one thing, for a time. */
import { z } from 'zod'
import { SUPPRESSION_KINDS } from '../domain/rule.ts'
import { openEnum } from './forms/closedSet.ts'
import { idOf, instant, time, uuid } from './forms/formats.ts'
import { thingMembers, toNamed } from './forms/namedThing.ts'
import { limit, pageOf } from './forms/pages.ts'
import { ruleId } from './rules.ts'

export const newSuppressionBody = z
  .strictObject({
    ruleId,
    kind: z.enum(SUPPRESSION_KINDS),
    ...thingMembers,
    reason: z.string().trim().min(3).max(500),
    /** Event time. */
    until: instant,
  })
  .transform((given, context) => ({
    ruleId: given.ruleId,
    kind: given.kind,
    named: toNamed(given, context),
    reason: given.reason,
    until: given.until,
  }))

export const suppressionListQuery = z.object({
  ruleId: ruleId.nullable().default(null),
  /** `all` shows ended ones too. */
  show: z.enum(['standing', 'all']).default('standing'),
  cursor: idOf<'suppression'>().nullable().default(null),
  limit,
})

export const suppression = z.object({
  id: uuid,
  ruleId: z.string(),
  kind: openEnum(SUPPRESSION_KINDS),
  reason: z.string(),
  author: z.string(),
  until: time.nullable(),
  createdAt: time,
  ended: z.object({ by: z.string(), at: time }).nullable(),
})
export const suppressions = pageOf(suppression)

export type Suppression = z.output<typeof suppression>
