/**
 * A case is what an analyst works on. It begins open, may be escalated to a senior, and closes with a disposition;
 * merged into another it points at that one. Every way is undone by its inverse.
 */

import type { CaseId, ConsoleUserId } from '../ids.ts'
import type { ScamType } from '../sessions/decision.ts'
import type { Disposition } from '../sessions/label.ts'
import { addMs, DAY_MS, HOUR_MS, type Instant } from '../time.ts'

/** `campaign`: sessions tied by what an attacker left behind. */
export const CASE_KINDS = ['case', 'campaign'] as const
export type CaseKind = (typeof CASE_KINDS)[number]

export const CASE_STATES = ['open', 'escalated', 'closed', 'merged'] as const
export type CaseState = (typeof CASE_STATES)[number]

/** Whether somebody still has to do something about it. */
export const IS_OPEN_CASE = {
  open: true,
  escalated: true,
  closed: false,
  merged: false,
} as const satisfies Record<CaseState, boolean>

/** What moves a case, from which states and to which. A database trigger knows the same ways. */
export const CASE_STEPS = {
  escalate: { from: ['open'], to: 'escalated' },
  giveBack: { from: ['escalated'], to: 'open' },
  close: { from: ['open', 'escalated'], to: 'closed' },
  reopen: { from: ['closed'], to: 'open' },
  merge: { from: ['open', 'escalated'], to: 'merged' },
  unmerge: { from: ['merged'], to: 'open' },
} as const satisfies Record<string, { from: readonly CaseState[]; to: CaseState }>
export type CaseStep = keyof typeof CASE_STEPS

/** Null where the step does not start at this state. */
export function stateAfter(state: CaseState, step: CaseStep): CaseState | null {
  const { from, to }: { from: readonly CaseState[]; to: CaseState } = CASE_STEPS[step]
  return from.includes(state) ? to : null
}

export const CASE_SEVERITIES = ['low', 'medium', 'high', 'critical'] as const
export type CaseSeverity = (typeof CASE_SEVERITIES)[number]

/** How long a case of a severity may stay open (our own service levels). */
export const SLA_MS = {
  low: 7 * DAY_MS,
  medium: 3 * DAY_MS,
  high: DAY_MS,
  critical: 4 * HOUR_MS,
} as const satisfies Record<CaseSeverity, number>

export function dueAtOf(openedAt: Instant, severity: CaseSeverity): Instant {
  return addMs(openedAt, SLA_MS[severity])
}

/** The more severe of two. */
export function moreSevere(one: CaseSeverity, other: CaseSeverity): CaseSeverity {
  return CASE_SEVERITIES.indexOf(one) >= CASE_SEVERITIES.indexOf(other) ? one : other
}

/** `dueSoon`: less than a quarter of its time is left. */
export const SLA_TAGS = ['onTime', 'dueSoon', 'overdue'] as const
export type SlaTag = (typeof SLA_TAGS)[number]
export const DUE_SOON_SHARE = 0.25

/** Null: the case needs nothing any more. */
export function slaTagOf(
  { state, openedAt, dueAt }: { state: CaseState; openedAt: Instant; dueAt: Instant },
  now: Instant,
): SlaTag | null {
  if (!IS_OPEN_CASE[state]) return null
  if (now >= dueAt) return 'overdue'
  return dueAt - now < (dueAt - openedAt) * DUE_SOON_SHARE ? 'dueSoon' : 'onTime'
}

/** What money was lost, and how much of it came back; minor units of an ISO 4217 currency. */
export type Loss = { amountMinor: bigint; currency: string; recoveredMinor: bigint }

/** How a case closes. `scamType` and `loss` may be null where it was no fraud, the loss where no money moved. */
export type Closing = { disposition: Disposition; scamType: ScamType | null; loss: Loss | null }

/** What is missing or too much in a closing, by field. */
export function closingProblems({ disposition, scamType, loss }: Closing): {
  field: string
  message: string
}[] {
  const problems = []
  const isFraud = disposition === 'confirmedFraud'
  if (isFraud && scamType === null)
    problems.push({ field: 'scamType', message: 'must name the scam of a confirmed fraud' })
  if (!isFraud && loss !== null)
    problems.push({ field: 'loss', message: 'must be left out unless the disposition is confirmedFraud' })
  if (loss !== null && loss.recoveredMinor > loss.amountMinor)
    problems.push({ field: 'loss.recoveredMinor', message: 'must not be more than loss.amountMinor' })
  return problems
}

/** How urgent a case is that the service opens: money may be gone, a person complains, or nothing has happened yet. */
export function severityOf(session: {
  wasReported: boolean
  wasCompleted: boolean
  isSignature: boolean
}): CaseSeverity {
  if (session.wasReported && session.wasCompleted) return 'critical'
  return session.wasReported || session.isSignature ? 'high' : 'medium'
}

/** A held, blocked or reported session joins its person's open case where that had one this near (event time). */
export const SAME_CASE_MS = 7 * DAY_MS

export type Case = {
  id: CaseId
  kind: CaseKind
  title: string
  state: CaseState
  severity: CaseSeverity
  assigneeId: ConsoleUserId | null
  /** Wall times. */
  openedAt: Instant
  dueAt: Instant
  /** Null: the service itself. */
  openedBy: ConsoleUserId | null
  closed: (Closing & { at: Instant; by: ConsoleUserId }) | null
  mergedIntoId: CaseId | null
  /** Rises with each change that nobody may overlook. */
  version: number
  changedAt: Instant
  changedBy: ConsoleUserId | null
}
