/**
 * Which texts there are. An id names a scam and the version of its text in all languages: decisions and
 * notices keep the id as evidence of what a person was told, so a text that was ever in use is never
 * changed. A better one gets the next number, and its predecessor stays.
 */
import type { ScamType } from '../domain/sessions/decision.ts'

export const WARNING_IDS = [
  'unexpectedRequest.1',
  'relayedCode.1',
  'parallelAccount.1',
  'safeAccount.1',
  'twoStepCall.1',
  'remoteAccess.1',
  'promptBombing.1',
  'relayedLink.1',
  'unknown.1',
] as const
export type WarningId = (typeof WARNING_IDS)[number]

/** The text in use for each scam. */
export const CURRENT_WARNING = {
  unexpectedRequest: 'unexpectedRequest.1',
  relayedCode: 'relayedCode.1',
  parallelAccount: 'parallelAccount.1',
  safeAccount: 'safeAccount.1',
  twoStepCall: 'twoStepCall.1',
  remoteAccess: 'remoteAccess.1',
  promptBombing: 'promptBombing.1',
  relayedLink: 'relayedLink.1',
  unknown: 'unknown.1',
} as const satisfies Record<ScamType, WarningId>

/** An id as it was stored. One that this version does not know gets the general text: a warning never vanishes. */
export function toWarningId(stored: string): WarningId {
  return WARNING_IDS.find((id) => id === stored) ?? CURRENT_WARNING.unknown
}
