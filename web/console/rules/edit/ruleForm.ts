/** What an author fills in, and the draft that it makes (pure). */

import { isMember, type NotKnown } from '../../../../server/contract/forms/closedSet.ts'
import {
  knownEffectOf,
  type RuleDraft,
  type RuleVersion,
  type WrittenEffect,
} from '../../../../server/contract/rules.ts'
import { HARD_OUTCOMES, PATTERNS, type Pattern } from '../../../../server/domain/rule.ts'
import { SCAM_TYPES, type ScamType, STAGES, type Stage } from '../../../../server/domain/sessions/decision.ts'
import { EMPTY_CONDITION, type FeatureKind } from '../condition/condition.ts'
import { fromBuilder, fromCode, type TwoViews } from '../condition/conditionText.ts'

/** What a newer console wrote may be something that this one does not know: it stays, and cannot be saved. */
export type RuleForm = {
  id: string
  sentence: string
  pattern: Pattern | NotKnown
  scamType: ScamType | NotKnown
  reasonCode: string
  /** `both`: at either stage. */
  stage: Stage | 'both' | NotKnown
  condition: TwoViews
  effect: WrittenEffect
  note: string
}

export const EMPTY_RULE: RuleForm = {
  id: '',
  sentence: '',
  pattern: 'context',
  scamType: 'unknown',
  reasonCode: '',
  stage: 'both',
  condition: fromBuilder(EMPTY_CONDITION),
  effect: { kind: 'weight', weight: 1 },
  note: '',
}

/** A new version begins with what the last one says; its note is its own. */
export function formOf(version: RuleVersion, kindOf: (feature: string) => FeatureKind | undefined): RuleForm {
  const { ruleId, sentence, pattern, scamType, reasonCode, stage, condition, effect } = version
  return {
    id: ruleId,
    sentence,
    pattern,
    scamType,
    reasonCode,
    stage: stage ?? 'both',
    condition: fromCode(condition, kindOf),
    effect,
    note: '',
  }
}

/** Null while there is no condition, or something that this console does not know. */
export function draftOf({
  sentence,
  pattern,
  scamType,
  reasonCode,
  stage,
  condition,
  effect: written,
  note,
}: RuleForm): RuleDraft | null {
  if (condition.code === null) return null
  if (!isMember(PATTERNS, pattern) || !isMember(SCAM_TYPES, scamType)) return null
  if (!isMember(RULE_CHOICES.stage, stage)) return null
  const effect = effectToSet(written)
  if (effect === null) return null
  return {
    sentence: sentence.trim(),
    pattern,
    scamType,
    reasonCode: reasonCode.trim(),
    stage: stage === 'both' ? null : stage,
    condition: condition.code,
    effect,
    note: note.trim() === '' ? null : note.trim(),
  }
}

/** Null: an outcome that no rule may set, or a kind that this console does not know. */
function effectToSet(written: WrittenEffect): RuleDraft['effect'] | null {
  const effect = knownEffectOf(written)
  if (effect === null) return null
  if (effect.kind !== 'outcome') return effect
  const { kind, outcome } = effect
  return isMember(HARD_OUTCOMES, outcome) ? { kind, outcome } : null
}

/** A reason code in the way of the others, from the rule's id: `farFromPhone`, `FAR_FROM_PHONE`. */
export function codeOf(id: string): string {
  return id.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase()
}

export const RULE_CHOICES = { pattern: PATTERNS, scamType: SCAM_TYPES, stage: ['both', ...STAGES] } as const
