/** What passes between a worker and the process that trains for it. Both sides check what they receive. */
import { z } from 'zod'
import type { TrainingOptions } from '../../domain/model.ts'
import { PATTERNS } from '../../domain/rule.ts'
import { RUN_STEPS } from '../../domain/runs/run.ts'
import { OUTCOMES, SCAM_TYPES, STAGES } from '../../domain/sessions/decision.ts'
import { toInstant } from '../../domain/time.ts'
import { type Effect, RULE_STATES, type Rule, type RuleSource } from '../../risk/rules/rule.ts'
import type { TrainedModel } from './trainOnHistory.ts'

const instant = z.int().transform(toInstant)
const span = z.object({ from: instant, to: instant })

const EFFECTS = {
  weight: z.object({ kind: z.literal('weight'), weight: z.number() }),
  curve: z.object({
    kind: z.literal('curve'),
    feature: z.string(),
    points: z.array(z.tuple([z.number(), z.number()])),
  }),
  outcome: z.object({ kind: z.literal('outcome'), outcome: z.enum(OUTCOMES) }),
} satisfies { [Kind in Effect['kind']]: z.ZodType<Extract<Effect, { kind: Kind }>> }

const rule = z.object({
  id: z.string(),
  sentence: z.string(),
  pattern: z.enum(PATTERNS),
  condition: z.string(),
  effect: z.discriminatedUnion('kind', [EFFECTS.weight, EFFECTS.curve, EFFECTS.outcome]),
  reasonCode: z.string(),
  scamType: z.enum(SCAM_TYPES),
  state: z.enum(RULE_STATES),
  stage: z.enum(STAGES).exactOptional(),
}) satisfies z.ZodType<Rule>

/** From the worker, first and only once. */
export const trainingOrder = z.object({
  databaseUrl: z.string(),
  options: z.object({
    ...span.shape,
    labelDelayDays: z.number(),
    validationDays: z.number(),
    unlabelledShare: z.number(),
    minFrauds: z.int(),
  }),
  rules: z.object({ prior: z.number(), rules: z.array(rule) }) satisfies z.ZodType<RuleSource>,
})
/** The database goes with it on its way. */
export type TrainingOrder = { options: TrainingOptions; rules: RuleSource }

const share = z.number().nullable()
const scoreMetrics = z.object({
  auc: share,
  averagePrecision: share,
  truePositiveRateAt1Percent: share,
  calibrationError: share,
  brier: share,
})
const counted = z.object({ rows: z.int(), frauds: z.int(), assumed: z.int() })
const model = z.object({
  kind: z.string(),
  features: z.array(z.string()),
  training: span,
  validation: span,
  rows: z.object({ training: counted, gap: z.int(), validation: counted }),
  dataDigest: z.string(),
  ruleSetVersion: z.string(),
  metrics: z.object({ candidate: scoreMetrics, rulesAlone: scoreMetrics }),
  backend: z.string(),
  /** Checked again whenever it is loaded. */
  artifact: z.custom<TrainedModel['artifact']>((value) => typeof value === 'object' && value !== null),
})

/** From the process: how far it is, again and again, then how it ended. */
export const trainingMessage = z.union([
  z.object({
    progress: z.object({ step: z.enum(RUN_STEPS), done: z.int(), total: z.int().nullable() }),
  }),
  z.object({ model }),
  z.object({
    error: z.discriminatedUnion('code', [
      z.object({ code: z.literal('notEnoughSessions'), sessions: z.int(), needed: z.int() }),
      z.object({ code: z.literal('noRows'), training: z.int(), validation: z.int() }),
      z.object({ code: z.literal('internal') }),
    ]),
  }),
])

/** The source of compiled rules: what can be sent. */
export function toRuleSource({ prior, rules }: RuleSource): RuleSource {
  return z.object({ prior: z.number(), rules: z.array(rule) }).parse({ prior, rules })
}
