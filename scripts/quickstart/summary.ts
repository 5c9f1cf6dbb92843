/** What the quick start says of the traffic it played, as one line of JSON. */
import type { SimulationReport } from '../simulate/simulate.ts'

export function toSummary(report: SimulationReport) {
  const {
    requests,
    decisions,
    signed,
    verified,
    attacks,
    attacksStopped,
    ordinary,
    ordinaryInterrupted,
    decisionMs,
  } = report
  return {
    requests,
    ...decisions,
    signed,
    verified,
    attacks,
    attacksStopped,
    ordinary,
    ordinaryInterrupted,
    fallbackDecisions: report.fallbackDecisions,
    decisionMs,
  }
}

/** A signature that does not verify, or a session that has not ended, is a failure of the demo. */
export function hasFailed(report: SimulationReport): boolean {
  return report.notVerified > 0 || report.notTerminal > 0
}
