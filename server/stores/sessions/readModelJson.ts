/** What decisions hold as JSON, parsed on its way to the console, to exports and to replay. */
import { z } from 'zod'
import {
  type DecisionBasis,
  type FeatureVector,
  OUTCOMES,
  type Reason,
  SCAM_TYPES,
  type ShadowEvidence,
} from '../../domain/sessions/decision.ts'

const featureValue = z.union([z.number(), z.boolean(), z.string()])

const share = { code: z.string(), contribution: z.number() }
const ruleReason = z.object({
  source: z.literal('rule'),
  ...share,
  ruleId: z.string(),
  scamType: z.enum(SCAM_TYPES),
  values: z.record(z.string(), featureValue),
})
const REASONS = {
  rule: ruleReason,
  model: z.object({
    source: z.literal('model'),
    ...share,
    feature: z.string(),
    value: featureValue.nullable(),
  }),
  remainder: z.object({ source: z.literal('remainder'), ...share, features: z.number() }),
  calibration: z.object({ source: z.literal('calibration'), ...share }),
} satisfies { [Source in Reason['source']]: z.ZodType<Extract<Reason, { source: Source }>> }
const anyReason = z.discriminatedUnion('source', [
  REASONS.rule,
  REASONS.model,
  REASONS.remainder,
  REASONS.calibration,
])

/** Before there were models, every reason was a rule's and did not say so. */
const ofRulesAlone = ruleReason.omit({ source: true }).transform((reason) => ({
  source: 'rule' as const,
  ...reason,
}))

export const reasons = z.array(z.union([anyReason, ofRulesAlone])) satisfies z.ZodType<Reason[]>

/** The plainer form first: what fails in trying the other costs three complaints a feature. */
export const features = z.record(
  z.string(),
  z.union([z.object({ missing: z.string() }), z.object({ value: featureValue })]),
) satisfies z.ZodType<FeatureVector>

export const friction = z.object({
  secondStep: z.boolean(),
  waitSeconds: z.number(),
  codeChoice: z.boolean(),
})

const outcome = z.enum(OUTCOMES)
const settings = z.object({
  warnAt: z.number(),
  holdAt: z.number(),
  blockAt: z.number(),
  releaseBlockAt: z.number(),
  explorationShare: z.number(),
  friction: z.object({ authentication: friction, signature: friction }),
})

export const basis = z.object({
  base: z.number(),
  settings,
  lists: z.array(z.object({ listKind: z.string(), effect: outcome, entryId: z.string() })),
  suppressed: z.array(z.object({ ruleId: z.string(), held: z.boolean() })),
  withoutModel: z.string().nullable(),
  exploration: z.object({ draw: z.number(), applied: z.boolean() }),
}) satisfies z.ZodType<DecisionBasis>

export const shadow = z.object({
  rules: z.object({ ruleIds: z.array(z.string()), score: z.number(), outcome }).nullable(),
  challengers: z.array(
    z.union([
      z.object({ version: z.string(), score: z.number(), outcome }),
      z.object({ version: z.string(), missing: z.string() }),
    ]),
  ),
}) satisfies z.ZodType<ShadowEvidence>

export const initiatorJson = z.object({
  ip: z.string().optional(),
  userAgent: z.string().optional(),
  trackingId: z.string().optional(),
})
