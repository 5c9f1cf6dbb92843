/** The list of sessions as CSV, as the console shows it. */
import type { Decider, Outcome, Reason } from '../domain/sessions/decision.ts'
import type { Place } from '../domain/sessions/facts.ts'
import type { Instant } from '../domain/time.ts'
import { type Column, inWords, isoCell } from './csv.ts'

export type ListedSession = {
  id: string
  occurredAt: Instant
  relyingParty: string
  /** The beginning of the person's pseudonym. */
  person: string | null
  kind: string
  flow: string | null
  state: string
  endResult: string | null
  reportedAt: Instant | null
  decision: {
    outcome: Outcome
    decidedBy: Decider
    score: number
    reasons: readonly Pick<Reason, 'code' | 'source'>[]
  } | null
  initiatorPlace: Place | null
  phonePlace: Place | null
  initiatorIp: string | null
  phoneIp: string | null
}

const COLUMNS: readonly Column<ListedSession>[] = [
  ['Session', ({ id }) => id],
  ['Occurred at (UTC)', ({ occurredAt }) => isoCell(occurredAt)],
  ['Relying party', ({ relyingParty }) => relyingParty],
  ['Person', ({ person }) => person],
  ['Kind', ({ kind }) => inWords(kind)],
  ['Flow', ({ flow }) => flow],
  ['State', ({ state }) => state.toLowerCase().replaceAll('_', ' ')],
  ['End result', ({ endResult }) => endResult],
  ['Reported at (UTC)', ({ reportedAt }) => isoCell(reportedAt)],
  ['Decision', ({ decision }) => decision?.outcome ?? null],
  ['Score', ({ decision }) => decision?.score ?? null],
  ['Decided by', ({ decision }) => decision?.decidedBy ?? null],
  ['Reasons', ({ decision }) => (decision === null ? null : causes(decision.reasons))],
  ['Country of the browser', ({ initiatorPlace }) => initiatorPlace?.country ?? null],
  ['City of the browser', ({ initiatorPlace }) => initiatorPlace?.city ?? null],
  ['Country of the phone', ({ phonePlace }) => phonePlace?.country ?? null],
  ['City of the phone', ({ phonePlace }) => phonePlace?.city ?? null],
]

const ADDRESSES: readonly Column<ListedSession>[] = [
  ['Address of the browser', ({ initiatorIp }) => initiatorIp],
  ['Address of the phone', ({ phoneIp }) => phoneIp],
]

export function sessionListColumns(withAddresses: boolean): readonly Column<ListedSession>[] {
  return withAddresses ? [...COLUMNS, ...ADDRESSES] : COLUMNS
}

/** What calibration added is arithmetic, no cause. */
function causes(reasons: readonly Pick<Reason, 'code' | 'source'>[]): string {
  return reasons
    .filter(({ source }) => source !== 'calibration')
    .map(({ code }) => code)
    .join(' ')
}
