/** What an operator may set of the decision; everything else is in the rule set. */
import type { Friction } from '../domain/decision.ts'

export type RiskSettings = {
  /** Scores from which on each outcome is asked for, rising. */
  warnAt: number
  holdAt: number
  blockAt: number
  /** At the release stage there is no hold: from here on the signature stays inside. */
  releaseBlockAt: number
  /** Friction of a warning by the severity of what is at stake. */
  friction: { authentication: Friction; signature: Friction }
}

export const DEFAULT_RISK_SETTINGS: RiskSettings = {
  warnAt: 0.5,
  holdAt: 0.85,
  blockAt: 0.975,
  releaseBlockAt: 0.98,
  friction: {
    authentication: { secondStep: true, waitSeconds: 5, codeChoice: true },
    signature: { secondStep: true, waitSeconds: 15, codeChoice: true },
  },
}
