/** The settings that the program starts with. */
import type { RiskSettings } from '../domain/sessions/decision.ts'

export type { RiskSettings }

export const DEFAULT_RISK_SETTINGS: RiskSettings = {
  warnAt: 0.5,
  holdAt: 0.85,
  blockAt: 0.975,
  releaseBlockAt: 0.98,
  explorationShare: 0,
  friction: {
    authentication: { secondStep: true, waitSeconds: 5, codeChoice: true },
    signature: { secondStep: true, waitSeconds: 15, codeChoice: true },
  },
}
