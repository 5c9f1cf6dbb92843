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

/** A signature that does not verify, a session that has not ended, a request that was not taken: the demo failed. */
export function hasFailed({ notVerified, notTerminal, notAccepted, failures }: SimulationReport): boolean {
  return notVerified > 0 || notTerminal > 0 || notAccepted > 0 || Object.keys(failures).length > 0
}
