/**
 * What is counted of sessions for dashboards. Every count is of sessions by the hour in which they were asked for
 * (event time), and of the decision that stands, so that a filter of the list of sessions finds the same rows.
 */
import { END_RESULTS, type EndResult } from './sessions/session.ts'

export const COUNTED_FIGURES = [
  'requests',
  /** Of the decision that stands; the rest of the requests has none. */
  'outcome',
  'decidedBy',
  /** Minutes in which a fallback decided. */
  'fallbackMinutes',
  'score',
  /** Engine's decisions by how long they took, and analysts' reviews by how long they took from the hold. */
  'engineMs',
  'analystSeconds',
  /** How holds ended. */
  'reviewedBy',
  'reported',
  /** Interrupted sessions with a reason of this code, and with this rule among them, the latter by label too. */
  'reason',
  'rule',
  'ruleFraud',
  'ruleGenuine',
  'ruleUnlabelled',
  /** What became of warned sessions. */
  'warned',
] as const
export type CountedFigure = (typeof COUNTED_FIGURES)[number]

/** Counts by figure and by key within it; what is not there is 0. */
export type Counted = Partial<Record<CountedFigure, Record<string, number>>>

/** Lower bounds of the bins; a bin's key is its place. The last one has no end. */
export const SCORE_BINS: readonly number[] = Array.from({ length: 20 }, (_, place) => place / 20)
export const ENGINE_MS_BINS: readonly number[] = [
  0, 2, 5, 10, 20, 30, 40, 50, 75, 100, 150, 200, 300, 400, 600, 800, 1_200, 1_600, 3_200, 6_400, 12_800,
  60_000,
]
export const ANALYST_SECOND_BINS: readonly number[] = [
  0, 5, 10, 15, 20, 30, 40, 50, 60, 75, 90, 120, 180, 300, 600, 1_800, 3_600,
]

/** After a warning: `heeded` in the first three. */
export const AFTER_WARNING = ['refused', 'timedOut', 'reportedLater', 'confirmed', 'other', 'open'] as const
export type AfterWarning = (typeof AFTER_WARNING)[number]

/** What a person did whom the phone had warned, by how the session ended; what was reported since counts as that. */
export const AFTER_END = {
  OK: 'confirmed',
  USER_REFUSED: 'refused',
  TIMEOUT: 'timedOut',
  DOCUMENT_UNUSABLE: 'other',
  WRONG_VC: 'refused',
  REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP: 'other',
  USER_REFUSED_CERT_CHOICE: 'refused',
  USER_REFUSED_INTERACTION: 'refused',
  PROTOCOL_FAILURE: 'other',
  EXPECTED_LINKED_SESSION: 'other',
  SERVER_ERROR: 'other',
} as const satisfies Record<EndResult, AfterWarning>

export function endsThatAre(after: AfterWarning): EndResult[] {
  return END_RESULTS.filter((end) => AFTER_END[end] === after)
}
