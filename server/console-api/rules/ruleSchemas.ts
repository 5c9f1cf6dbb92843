/** What the console sends about rules. */
import { z } from 'zod'
import { isUuid, toId } from '../../domain/ids.ts'
import { PATTERNS, PROPOSED_CHANGES, type RuleContent } from '../../domain/rule.ts'
import { SCAM_TYPES, STAGES } from '../../domain/sessions/decision.ts'
import { DAY_MS, fromDate } from '../../domain/time.ts'

const LONGEST_CONDITION = 2_000
/** Log-odds of 20 are a factor of half a milliard: more decides no better. */
const MOST_LOG_ODDS = 20
const MOST_POINTS = 32
const LONGEST_PERIOD_DAYS = 92

const logOdds = z.number().min(-MOST_LOG_ODDS).max(MOST_LOG_ODDS)
const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('weight'), weight: logOdds }),
  z.strictObject({
    kind: z.literal('curve'),
    feature: z.string().min(1).max(100),
    points: z
      .array(z.tuple([z.number(), logOdds]))
      .min(2)
      .max(MOST_POINTS),
  }),
  z.strictObject({ kind: z.literal('outcome'), outcome: z.enum(['warn', 'hold', 'block']) }),
])
// Not trimmed: places in it are what the author sees.
const condition = z.string().min(1).max(LONGEST_CONDITION)
const note = z.string().trim().min(1).max(1_000).nullable().default(null)
const versionId = z
  .string()
  .refine(isUuid, 'must be a UUID')
  .transform(toId<'ruleVersion'>)

export const ruleId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{2,63}$/, 'must be 3 to 64 letters and digits that begin with a small letter')

const content = {
  sentence: z.string().trim().min(5).max(300),
  pattern: z.enum(PATTERNS),
  condition,
  effect,
  reasonCode: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{2,63}$/, 'must be 3 to 64 capital letters, digits and underscores'),
  scamType: z.enum(SCAM_TYPES),
  /** Null: both. */
  stage: z.enum(STAGES).nullable().default(null),
}

export const newRuleBody = z
  .strictObject({ id: ruleId, ...content, note })
  .transform(({ id, note, ...rest }) => ({ ruleId: id, note, content: toContent(rest) }))

export const draftBody = z
  .strictObject({ ...content, note, basedOn: versionId })
  .transform(({ basedOn, note, ...rest }) => ({ basedOn, note, content: toContent(rest) }))

export const checkBody = z.strictObject({
  condition,
  effect: effect.default({ kind: 'weight', weight: 0 }),
})

export const versionBody = z.strictObject({ versionId })
export const proposeBody = z.strictObject({ versionId, change: z.enum(PROPOSED_CHANGES).default('publish') })

export const rulePath = z.object({ id: ruleId })
const limit = z.coerce.number().int().min(1).max(200).default(50)
export const ruleListQuery = z.object({ cursor: ruleId.nullable().default(null), limit })
export const rulePageQuery = z.object({
  days: z.coerce.number().int().min(1).max(LONGEST_PERIOD_DAYS).default(28),
})
export const ruleSetListQuery = z.object({
  cursor: z.coerce.number().int().positive().nullable().default(null),
  limit,
})

const time = z.iso.datetime({ offset: true }).transform((text) => fromDate(new Date(text)))
export const figuresQuery = z
  .object({ from: time, to: time })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
  .refine(({ from, to }) => to - from <= LONGEST_PERIOD_DAYS * DAY_MS, {
    path: ['to'],
    message: `must be at most ${LONGEST_PERIOD_DAYS} days after from`,
  })

function toContent({
  stage,
  ...rest
}: Omit<RuleContent, 'stage'> & { stage: RuleContent['stage'] | null }): RuleContent {
  return { ...rest, ...(stage !== null && stage !== undefined && { stage }) }
}
