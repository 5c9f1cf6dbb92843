/** Between the rows of rules and the domain's words: what Postgres holds as text and JSON is parsed here. */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import {
  type Effect,
  PATTERNS,
  RULE_STATES,
  type RuleChange,
  type RuleProposal,
  type RuleVersion,
  type StoredRuleSet,
} from '../../domain/rule.ts'
import { OUTCOMES, SCAM_TYPES, STAGES } from '../../domain/sessions/decision.ts'
import { fromDate } from '../../domain/time.ts'
import type {
  RuleChangeModel,
  RuleProposalModel,
  RuleSetModel,
  RuleVersionModel,
} from '../database/generated/models.ts'

const EFFECTS = {
  weight: z.object({ kind: z.literal('weight'), weight: z.number() }),
  curve: z.object({
    kind: z.literal('curve'),
    feature: z.string(),
    points: z.array(z.tuple([z.number(), z.number()])),
  }),
  outcome: z.object({ kind: z.literal('outcome'), outcome: z.enum(OUTCOMES) }),
} satisfies { [Kind in Effect['kind']]: z.ZodType<Extract<Effect, { kind: Kind }>> }
const effect = z.discriminatedUnion('kind', [EFFECTS.weight, EFFECTS.curve, EFFECTS.outcome])
const pattern = z.enum(PATTERNS)
const scamType = z.enum(SCAM_TYPES)
const storedRules = z.array(
  z.object({
    id: z.string(),
    sentence: z.string(),
    pattern,
    condition: z.string(),
    effect,
    reasonCode: z.string(),
    scamType,
    state: z.enum(RULE_STATES),
    stage: z.enum(STAGES).exactOptional(),
  }),
)

export function toVersion(row: RuleVersionModel): RuleVersion {
  return {
    id: toId<'ruleVersion'>(row.id),
    ruleId: row.ruleId,
    number: row.number,
    content: {
      sentence: row.sentence,
      pattern: pattern.parse(row.pattern),
      condition: row.condition,
      effect: effect.parse(row.effect),
      reasonCode: row.reasonCode,
      scamType: scamType.parse(row.scamType),
      ...(row.stage !== null && { stage: row.stage }),
    },
    state: row.state,
    basedOn: row.basedOnId === null ? null : toId<'ruleVersion'>(row.basedOnId),
    author: row.authorId === null ? null : toId<'consoleUser'>(row.authorId),
    note: row.note,
    createdAt: fromDate(row.createdAt),
  }
}

export function toChange(row: RuleChangeModel): RuleChange {
  return {
    id: toId<'ruleChange'>(row.id),
    ruleId: row.ruleId,
    versionId: toId<'ruleVersion'>(row.versionId),
    from: row.from,
    to: row.to,
    by: row.byId === null ? null : toId<'consoleUser'>(row.byId),
    at: fromDate(row.changedAt),
  }
}

export function toProposal(row: RuleProposalModel): RuleProposal {
  return {
    id: toId<'ruleProposal'>(row.id),
    ruleId: row.ruleId,
    versionId: toId<'ruleVersion'>(row.versionId),
    change: row.change,
    by: toId<'consoleUser'>(row.proposedBy),
    at: fromDate(row.proposedAt),
  }
}

export function toStoredRuleSet(row: RuleSetModel): StoredRuleSet {
  return {
    number: row.number,
    version: row.version,
    prior: row.prior,
    rules: storedRules.parse(row.rules),
    by: row.byId === null ? null : toId<'consoleUser'>(row.byId),
    at: fromDate(row.createdAt),
  }
}
