import type { RuleContent } from '../../domain/rule.ts'

type Written = Omit<RuleContent, 'stage'> & { stage: NonNullable<RuleContent['stage']> | null }

/** A rule's content as it is kept: a rule for both stages names none. */
export function contentOf({ stage, ...rest }: Written): RuleContent {
  return { ...rest, ...(stage !== null && { stage }) }
}
