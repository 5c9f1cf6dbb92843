/** What the console API answers about rules, checked on arrival. */
import { z } from 'zod'
import type {
  RuleChangeWire,
  RuleDayWire,
  RulePageWire,
  RuleProposalWire,
  RuleSummaryWire,
  RuleTotalWire,
  RuleVersionWire,
  SuppressionWire,
} from '../../../server/console-api/rules/ruleWire.ts'
import { PATTERNS, PROPOSED_CHANGES, RULE_STATES, SUPPRESSION_KINDS } from '../../../server/domain/rule.ts'
import { SCAM_TYPES, STAGES } from '../../../server/domain/sessions/decision.ts'

const effect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weight'), weight: z.number() }),
  z.object({
    kind: z.literal('curve'),
    feature: z.string(),
    points: z.array(z.tuple([z.number(), z.number()])),
  }),
  z.object({ kind: z.literal('outcome'), outcome: z.enum(['allow', 'warn', 'hold', 'block']) }),
])

export const ruleVersion = z.object({
  id: z.string(),
  ruleId: z.string(),
  number: z.number(),
  state: z.enum(RULE_STATES),
  sentence: z.string(),
  pattern: z.enum(PATTERNS),
  condition: z.string(),
  effect,
  reasonCode: z.string(),
  scamType: z.enum(SCAM_TYPES),
  stage: z.enum(STAGES).nullable(),
  note: z.string().nullable(),
  basedOn: z.string().nullable(),
  author: z.string().nullable(),
  createdAt: z.string(),
}) satisfies z.ZodType<RuleVersionWire>

const proposal = z.object({
  versionId: z.string(),
  change: z.enum(PROPOSED_CHANGES),
  by: z.string(),
  at: z.string(),
}) satisfies z.ZodType<RuleProposalWire>

export const ruleSummary = z.object({
  id: z.string(),
  versions: z.array(ruleVersion),
  proposal: proposal.nullable(),
}) satisfies z.ZodType<RuleSummaryWire>

const total = z.object({
  ruleId: z.string(),
  hits: z.number(),
  shadowHits: z.number(),
  people: z.number(),
  confirmed: z.number(),
  refuted: z.number(),
  unlabelled: z.number(),
  confirmedShare: z.number().nullable(),
  refutedShare: z.number().nullable(),
  alone: z.number(),
}) satisfies z.ZodType<RuleTotalWire>
const day = total.extend({ day: z.string() }) satisfies z.ZodType<RuleDayWire>

export const ruleFigures = z.object({ items: z.array(day), totals: z.array(total) })

const change = z.object({
  versionId: z.string(),
  from: z.enum(RULE_STATES).nullable(),
  to: z.enum(RULE_STATES),
  by: z.string().nullable(),
  at: z.string(),
}) satisfies z.ZodType<RuleChangeWire>

export const rulePage = ruleSummary.extend({
  changes: z.array(change),
  figures: z.array(day),
  total: total.nullable(),
}) satisfies z.ZodType<RulePageWire>

export const suppression = z.object({
  id: z.string(),
  ruleId: z.string(),
  kind: z.enum(SUPPRESSION_KINDS),
  reason: z.string(),
  author: z.string(),
  until: z.string().nullable(),
  createdAt: z.string(),
  ended: z.object({ by: z.string(), at: z.string() }).nullable(),
}) satisfies z.ZodType<SuppressionWire>

export type Effect = z.infer<typeof effect>
export type RuleVersion = z.infer<typeof ruleVersion>
export type RuleProposal = z.infer<typeof proposal>
export type RuleSummary = z.infer<typeof ruleSummary>
export type RuleTotal = z.infer<typeof total>
export type RuleDay = z.infer<typeof day>
export type RuleFigures = z.infer<typeof ruleFigures>
export type RulePage = z.infer<typeof rulePage>
export type Suppression = z.infer<typeof suppression>
