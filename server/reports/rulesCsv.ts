/** Rules as CSV: a row for each version that the list shows. */
import type { Effect, RuleVersion } from '../domain/rule.ts'
import { type Column, inWords, isoCell } from './csv.ts'

export type ListedVersion = RuleVersion & {
  /** Display name; null: the program. */
  authorName: string | null
  /** What is proposed for this version. */
  proposed: string | null
}

export const RULE_COLUMNS: readonly Column<ListedVersion>[] = [
  ['Rule', ({ ruleId }) => ruleId],
  ['Version', ({ number }) => number],
  ['State', ({ state }) => state],
  ['Proposed', ({ proposed }) => proposed],
  ['Sentence', ({ content }) => content.sentence],
  ['Pattern', ({ content }) => content.pattern],
  ['Condition', ({ content }) => content.condition],
  ['Effect', ({ content }) => effectInWords(content.effect)],
  ['Reason code', ({ content }) => content.reasonCode],
  ['Scam', ({ content }) => inWords(content.scamType)],
  ['Stage', ({ content }) => content.stage ?? 'both'],
  ['Author', ({ author, authorName }) => (author === null ? 'the program' : authorName)],
  ['Note', ({ note }) => note],
  ['Written at (UTC)', ({ createdAt }) => isoCell(createdAt)],
]

function effectInWords(effect: Effect): string {
  switch (effect.kind) {
    case 'weight':
      return `weight ${effect.weight}`
    case 'outcome':
      return `at least ${effect.outcome}`
    case 'curve':
      return `curve over ${effect.feature}: ${effect.points.map(([value, logOdds]) => `${value} → ${logOdds}`).join(', ')}`
  }
}
