/** The figures of a run as a person reads them. */
import type { SimulationReport } from './report.ts'

const CAMPAIGN_NAMES = {
  A: 'push fishing',
  B: 'relaying site',
  C: 'parallel account',
  D: 'safe account',
  E: 'two-step call',
  F: 'remote access',
  G: 'prompt bombing',
  H: 'link relay',
} as const

export function toTable(report: SimulationReport): string {
  const { atOnePercent } = report
  const rows = report.perCampaign.map(
    ({ campaign, sessions, stopped, share }) =>
      row(`${campaign}  ${CAMPAIGN_NAMES[campaign]}`, sessions, stopped, share) +
      percent(atOnePercent.perCampaign[campaign] ?? 0),
  )
  const ordinary = report.perSituation.map(({ situation, sessions, interrupted }) =>
    row(`   ${situation}`, sessions, interrupted, sessions === 0 ? 0 : interrupted / sessions),
  )
  const { attacks, attacksStopped, ordinaryInterrupted, decisionMs } = report
  return [
    '   campaign               sessions  stopped   share  at 1 %',
    ...rows,
    row('   all attacks', attacks, attacksStopped, attacks === 0 ? 0 : attacksStopped / attacks) +
      percent(atOnePercent.recall),
    '',
    '   ordinary            sessions  interrupted   share',
    ...ordinary,
    row(
      '   all ordinary',
      report.ordinary,
      ordinaryInterrupted,
      report.ordinary === 0 ? 0 : ordinaryInterrupted / report.ordinary,
    ),
    '',
    `   signed ${report.signed}, verified ${report.verified}, decided by fallback ${report.fallbackDecisions}, ` +
      `decision p50 ${decisionMs.p50} ms, p99 ${decisionMs.p99} ms`,
  ].join('\n')
}

function row(name: string, of: number, count: number, share: number): string {
  return `${name.padEnd(24)}${String(of).padStart(9)}${String(count).padStart(9)}${percent(share)}`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`.padStart(8)
}
