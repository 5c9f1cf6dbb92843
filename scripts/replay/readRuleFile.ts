import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { OUTCOMES, SCAM_TYPES, STAGES } from '../../server/domain/sessions/decision.ts'
import { RULE_STATES, type RuleSet, type RuleSource } from '../../server/risk/rules/rule.ts'
import { loadRuleSet } from '../../server/risk/rules/ruleSet.ts'

const point = z.tuple([z.number(), z.number()])
const ruleSource = z.strictObject({
  prior: z.number(),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      sentence: z.string(),
      pattern: z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'context']),
      condition: z.string(),
      effect: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('weight'), weight: z.number() }),
        z.strictObject({ kind: z.literal('curve'), feature: z.string(), points: z.array(point) }),
        z.strictObject({ kind: z.literal('outcome'), outcome: z.enum(OUTCOMES) }),
      ]),
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
