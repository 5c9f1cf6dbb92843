import type { SessionDecision } from '../../../../server/contract/sessions.ts'
import type { useText } from '../../i18n/useText.ts'
import { percent } from '../../scores/percent.ts'

/** One sentence each, the most useful first. */
export function decisionNotes(decision: SessionDecision, text: ReturnType<typeof useText>): string[] {
  const { explored, suppressedRules, withoutModel, shadow } = decision
  const notes: string[] = []
  if (explored) notes.push(text('session.notes.explored'))
  if (suppressedRules.length > 0)
    notes.push(text('session.notes.suppressed', { rules: suppressedRules.join(', ') }))
  if (withoutModel !== null) notes.push(text('session.notes.withoutModel', { why: withoutModel }))
  if (shadow?.rules != null) {
    const { ruleIds, outcome, score } = shadow.rules
    const what = { outcome: text(`outcome.${outcome}`), score: percent(score), rules: ruleIds.join(', ') }
    notes.push(text('session.notes.shadowRules', what))
  }
  for (const challenger of shadow?.challengers ?? []) {
    if ('missing' in challenger) continue
    const { version, outcome, score } = challenger
    const what = { outcome: text(`outcome.${outcome}`), score: percent(score), version }
    notes.push(text('session.notes.challenger', what))
  }
  return notes
}
