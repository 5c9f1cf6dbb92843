/** How the reasons of a decision add up to its score (pure). */

import type { SessionDecision } from '../../../../server/contract/sessions.ts'
import type { WaterfallStep } from '../../charts/Waterfall.tsx'
import type { useText } from '../../i18n/useText.ts'
import { factorText } from '../../scores/factorText.ts'
import { percent } from '../../scores/percent.ts'
import { logOdds } from './logOdds.ts'

/**
 * In log-odds, strongest first. The start is what the score is without its reasons: prior, intercept and what
 * calibration made of the sum.
 */
export function contributionSteps(
  { score, reasons }: Pick<SessionDecision, 'score' | 'reasons'>,
  text: ReturnType<typeof useText>,
): WaterfallStep[] {
  const end = logOdds(score)
  const start = end - reasons.reduce((sum, { contribution }) => sum + contribution, 0)
  const strongest = [...reasons].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  const steps: WaterfallStep[] = [total('start', text('session.waterfall.start'), start)]
  let at = start
  for (const [index, { code, sentence, contribution, factor }] of strongest.entries()) {
    steps.push({
      key: `${index} ${code}`,
      name: code,
      from: at,
      to: at + contribution,
      kind: contribution >= 0 ? 'raises' : 'lowers',
      words: `${sentence} ${factorText(factor)}`,
    })
    at += contribution
  }
  return [...steps, total('end', text('session.waterfall.end'), end)]
}

/** A total stands as a mark of its own at its place on the axis. */
function total(key: string, name: string, at: number): WaterfallStep {
  const HALF_A_MARK = 0.06
  const probability = 1 / (1 + Math.exp(-at))
  return {
    key,
    name,
    from: at - HALF_A_MARK,
    to: at + HALF_A_MARK,
    kind: 'total',
    words: `${name}: ${percent(probability)}`,
  }
}
