/** An effect in few words. */
import { knownEffectOf, type WrittenEffect } from '../../../../server/contract/rules.ts'
import type { useText } from '../../i18n/useText.ts'
import { factorText } from '../../scores/factorText.ts'

/** @returns e.g. `+1.6 (×5)`, `curve over amount`, `at least held`. */
export function effectText(written: WrittenEffect, text: ReturnType<typeof useText>): string {
  const effect = knownEffectOf(written)
  if (effect === null) return String(written.kind)
  if (effect.kind === 'outcome') {
    return text('rule.effectText.outcome', { outcome: text(`outcome.${effect.outcome}`) })
  }
  if (effect.kind === 'curve') return text('rule.effectText.curve', { feature: effect.feature })
  const sign = effect.weight < 0 ? '−' : '+'
  return `${sign}${Math.abs(effect.weight)} (${factorText(Math.exp(effect.weight))})`
}

/** An effect whole, for holding versions against each other. */
export function effectInFull(written: WrittenEffect, text: ReturnType<typeof useText>): string {
  const effect = knownEffectOf(written)
  if (effect?.kind !== 'curve') return effectText(written, text)
  const points = effect.points.map(([value, logOdds]) => `${value} → ${logOdds}`).join(', ')
  return `${effectText(effect, text)}: ${points}`
}
