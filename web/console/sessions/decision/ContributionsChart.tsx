import type { SessionDecision, SessionPage } from '../../../../server/contract/sessions.ts'
import { Waterfall } from '../../charts/Waterfall.tsx'
import { useText } from '../../i18n/useText.ts'
import { contributionSteps } from './contributionSteps.ts'
import { logOdds } from './logOdds.ts'

type ContributionsChartProps = { decision: SessionDecision; thresholds: SessionPage['thresholds'] }

const TICKS = [0.0001, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999]

/** From where every session begins to the score, on an axis of odds that is labelled in percent. */
export const ContributionsChart = ({ decision, thresholds }: ContributionsChartProps) => {
  const text = useText()
  const steps = contributionSteps(decision, text)
  const ends = steps.flatMap(({ from, to }) => [from, to])
  const [lowest, highest] = [Math.min(...ends) - 1, Math.max(...ends) + 1]
  const levels =
    decision.stage === 'release'
      ? [{ at: logOdds(thresholds.releaseBlock), words: text('outcome.block') }]
      : (['warn', 'hold', 'block'] as const).map((outcome) => ({
          at: logOdds(thresholds[outcome]),
          words: text(`outcome.${outcome}`),
        }))
  return (
    <Waterfall
      label={text('session.waterfall')}
      steps={steps}
      ticks={TICKS.map((probability) => ({
        at: logOdds(probability),
        words: `${Number((probability * 100).toPrecision(3))} %`,
      })).filter(({ at }) => at >= lowest && at <= highest)}
      levels={levels.filter(({ at }) => at >= lowest && at <= highest)}
    />
  )
}
