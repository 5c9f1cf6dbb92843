/** The evidence of a period as CSV: sessions and their decisions. People appear by pseudonym, addresses not at all. */
import type { Decider, Outcome, Reason, Stage } from '../domain/sessions/decision.ts'
import type { Instant } from '../domain/time.ts'
import { type Column, csvHeader, csvRows, isoCell } from './csv.ts'

export type ReportedDecision = {
  stage: Stage
  outcome: Outcome
  decidedBy: Decider
  score: number
  reasons: Pick<Reason, 'code' | 'source'>[]
  ruleSetVersion: string
  modelVersion: string | null
  decidedAt: Instant
  tookMs: number
}

export type ReportedSession = {
  id: string
  occurredAt: Instant
  apiVersion: string
  kind: string
  flow: string | null
  relyingParty: string
  pseudonym: Uint8Array | null
  state: string
  endResult: string | null
  deliveredAt: Instant | null
  shownAt: Instant | null
  endedAt: Instant | null
  reportedAt: Instant | null
  review: { action: string; reviewedAt: Instant } | null
  decisions: ReportedDecision[]
}

const SESSION_COLUMNS: readonly Column<ReportedSession>[] = [
  ['session_id', (session) => session.id],
  ['occurred_at', (session) => isoCell(session.occurredAt)],
  ['relying_party', (session) => session.relyingParty],
  [
    'person_pseudonym',
    ({ pseudonym }) => (pseudonym === null ? null : Buffer.from(pseudonym).toString('hex')),
  ],
  ['api_version', (session) => session.apiVersion],
  ['kind', (session) => session.kind],
  ['flow', (session) => session.flow],
  ['state', (session) => session.state],
  ['end_result', (session) => session.endResult],
  ['delivered_at', (session) => isoCell(session.deliveredAt)],
  ['shown_at', (session) => isoCell(session.shownAt)],
  ['ended_at', (session) => isoCell(session.endedAt)],
  ['reported_at', (session) => isoCell(session.reportedAt)],
  ['review_action', (session) => session.review?.action ?? null],
  ['reviewed_at', (session) => isoCell(session.review?.reviewedAt)],
]

const DECISION_COLUMNS: readonly Column<ReportedDecision>[] = [
  ['outcome', (decision) => decision.outcome],
  ['score', (decision) => decision.score],
  ['decided_by', (decision) => decision.decidedBy],
  ['reasons', (decision) => causes(decision).join(' ')],
  ['rule_set_version', (decision) => decision.ruleSetVersion],
  ['model_version', (decision) => decision.modelVersion],
  ['decided_at', (decision) => isoCell(decision.decidedAt)],
  ['took_ms', (decision) => decision.tookMs],
]

function ofStage(stage: Stage): Column<ReportedSession>[] {
  return DECISION_COLUMNS.map(([name, cell]) => [
    `${stage}_${name}`,
    (session) => {
      const decision = session.decisions.find((one) => one.stage === stage)
      return decision === undefined ? null : cell(decision)
    },
  ])
}

const COLUMNS: readonly Column<ReportedSession>[] = [
  ...SESSION_COLUMNS,
  ...ofStage('delivery'),
  ...ofStage('release'),
]

export function sessionsCsvHeader(): string {
  return csvHeader(COLUMNS)
}

export function sessionsCsvRows(sessions: readonly ReportedSession[]): string {
  return csvRows(COLUMNS, sessions)
}

/** What calibration added is arithmetic, no cause. */
function causes({ reasons }: ReportedDecision): string[] {
  return reasons.filter(({ source }) => source !== 'calibration').map(({ code }) => code)
}
