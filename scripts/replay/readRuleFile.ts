import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { PATTERNS } from '../../server/domain/rule.ts'
import { OUTCOMES, SCAM_TYPES, STAGES } from '../../server/domain/sessions/decision.ts'
import { type Effect, RULE_STATES, type RuleSet, type RuleSource } from '../../server/risk/rules/rule.ts'
import { loadRuleSet } from '../../server/risk/rules/ruleSet.ts'

const EFFECTS = {
  weight: z.strictObject({ kind: z.literal('weight'), weight: z.number() }),
  curve: z.strictObject({
    kind: z.literal('curve'),
    feature: z.string(),
    points: z.array(z.tuple([z.number(), z.number()])),
  }),
  outcome: z.strictObject({ kind: z.literal('outcome'), outcome: z.enum(OUTCOMES) }),
} satisfies { [Kind in Effect['kind']]: z.ZodType<Extract<Effect, { kind: Kind }>> }

const ruleSource = z.strictObject({
  prior: z.number(),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      sentence: z.string(),
      pattern: z.enum(PATTERNS),
      condition: z.string(),
      effect: z.discriminatedUnion('kind', [EFFECTS.weight, EFFECTS.curve, EFFECTS.outcome]),
      reasonCode: z.string(),
      scamType: z.enum(SCAM_TYPES),
      state: z.enum(RULE_STATES),
      stage: z.enum(STAGES).exactOptional(),
    }),
  ),
}) satisfies z.ZodType<RuleSource>

/** @throws Error that names the place in the file, or every rule that does not compile and why. */
export function readRuleFile(file: string): RuleSet {
  const parsed = ruleSource.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Error(`${file} is no rule set:\n${z.prettifyError(parsed.error)}`)
  return loadRuleSet(parsed.data)
}
