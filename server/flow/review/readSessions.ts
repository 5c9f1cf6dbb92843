/** What the console reads of sessions: the queue, one session's page, and its addresses for who may see them. */

import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { SessionId } from '../../domain/ids.ts'
import type { Decision } from '../../domain/sessions/decision.ts'
import type { AddressFacts, Place } from '../../domain/sessions/facts.ts'
import type { SessionKind } from '../../domain/sessions/session.ts'
import type { SessionFilter, SessionPage } from '../../domain/sessions/sessionQuery.ts'
import type { Clock } from '../../domain/time.ts'
import { type Counterfactual, counterfactual } from '../../risk/counterfactual.ts'
import type { EngineSource, RiskEngine } from '../../risk/engine.ts'
import { type Explained, explain } from '../../risk/explain.ts'
import { evidenceOf } from '../../risk/replay/evidenceOf.ts'
import { audit, consoleUser } from '../audit.ts'
import { type TransactDependencies, transact } from '../transact.ts'
import type { PendingReviewReads } from './ports.ts'
import type { ClaimReads } from './queuePorts.ts'
import type { QueueReads, QueueRow, SessionPages } from './sessionRecords.ts'

/** Beyond this many rows a total is "more than": an analyst needs no exact figure, and counting costs. */
export const COUNTED_AT_MOST = 1_000

export type ReadSessionsDependencies = {
  clock: Clock
  queue: QueueReads
  claims: ClaimReads
  pendingReviews: PendingReviewReads
  sessionPages: SessionPages
  engines: EngineSource
  describeAddress(ip: string): AddressFacts
}

export type QueueItem = Awaited<ReturnType<typeof toItems>>[number]
export type SessionView = NonNullable<Awaited<ReturnType<typeof openSession>>>

export async function listSessions(deps: ReadSessionsDependencies, filter: SessionFilter, page: SessionPage) {
  const now = deps.clock.now()
  const [rows, found] = await Promise.all([
    deps.queue.list(filter, { ...page, limit: page.limit + 1 }, now),
    deps.queue.count(filter, COUNTED_AT_MOST + 1, now),
  ])
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return {
    items: await toItems(deps, shown),
    next: last?.cursor ?? null,
    total: Math.min(found ?? rows.length, COUNTED_AT_MOST),
    totalIsExact: found !== null && found <= COUNTED_AT_MOST,
  }
}

/** Rows as they stand now, for consoles that have them open. */
export async function readRows(deps: ReadSessionsDependencies, ids: readonly SessionId[]) {
  return await toItems(deps, await deps.queue.rows(ids))
}

/** With who works on each, who looks at it and what may still be undone. */
async function toItems(deps: ReadSessionsDependencies, rows: readonly QueueRow[]) {
  const now = deps.clock.now()
  const ids = rows.map(({ id }) => id)
  const [claims, viewers, pending] = await Promise.all([
    deps.claims.of(ids, now),
    deps.claims.viewers(ids, now),
    deps.pendingReviews.of(ids),
  ])
  return rows.map(({ initiatorIp, phoneIp, ...row }) => ({
    ...row,
    decision: row.decision === null ? null : explained(deps, row.decision),
    initiatorPlace: placeOf(deps, initiatorIp),
    phonePlace: placeOf(deps, phoneIp),
    at: now,
    assignee: claims.find(({ sessionId }) => sessionId === row.id) ?? null,
    viewers: viewers.filter(({ sessionId }) => sessionId === row.id),
    pendingReview: pending.find(({ sessionId }) => sessionId === row.id) ?? null,
  }))
}

/** Everything of one session but its addresses; null where there is none. */
export async function openSession(deps: ReadSessionsDependencies, id: SessionId) {
  const [found, onIt] = await Promise.all([deps.sessionPages.find(id), whoIsOnIt(deps, id)])
  if (found === null) return null
  const { initiator, phoneIp, phones, ...session } = found
  const likelyPhone = phones.find(
    (phone) => session.accountId === null || phone.accountId === session.accountId,
  )
  const { warnAt, holdAt, blockAt, releaseBlockAt } = deps.engines.current().settings
  return {
    ...session,
    ...onIt,
    decisions: session.decisions.map((decision) => ({
      ...explained(deps, decision),
      counterfactual: counterfactualOf(deps.engines.current(), decision, session.kind),
    })),
    lateScores: session.lateScores.map((late) => explained(deps, late)),
    thresholds: { warn: warnAt, hold: holdAt, block: blockAt, releaseBlock: releaseBlockAt },
    initiator: {
      known: initiator?.ip !== undefined,
      userAgent: initiator?.userAgent ?? null,
      hasTrackingId: initiator?.trackingId !== undefined,
    },
    initiatorPlace: placeOf(deps, initiator?.ip ?? null),
    phonePlace: placeOf(deps, phoneIp ?? likelyPhone?.lastIp ?? null),
    phones: phones.map(({ device, lastIp, ...phone }) => ({
      ...phone,
      device: device === null ? null : { ...device, place: placeOf(deps, lastIp) },
    })),
  }
}

async function whoIsOnIt(deps: ReadSessionsDependencies, id: SessionId) {
  const now = deps.clock.now()
  const [claims, viewers, pendingReview] = await Promise.all([
    deps.claims.of([id], now),
    deps.claims.viewers([id], now),
    deps.pendingReviews.find(id),
  ])
  return { at: now, assignee: claims[0] ?? null, viewers, pendingReview }
}

/** The addresses of a session; nobody reads them without an audit event. Null where there is no such session. */
export async function readAddresses(
  deps: TransactDependencies & { sessionPages: SessionPages },
  user: ConsoleUser,
  id: SessionId,
) {
  const found = await deps.sessionPages.find(id)
  if (found === null) return null
  await transact(deps, (tx) =>
    audit(tx, consoleUser(user.id), 'session.addressesRead', { kind: 'session', id }),
  )
  return {
    initiatorIp: found.initiator?.ip ?? null,
    trackingId: found.initiator?.trackingId ?? null,
    phoneIp: found.phoneIp,
  }
}

function placeOf(deps: ReadSessionsDependencies, ip: string | null): Place | null {
  return ip === null ? null : deps.describeAddress(ip).place
}

/** A list's row has no features, so it tells no usual values. */
type Explainable = Pick<Decision, 'reasons'> & Partial<Pick<Decision, 'features' | 'ruleSetVersion'>>

/** Reasons in words, strongest first. */
function explained<Given extends Explainable>(
  deps: ReadSessionsDependencies,
  given: Given,
): Omit<Given, 'reasons'> & { reasons: Explained[] } {
  const { reasons, features = {}, ruleSetVersion = '' } = given
  const { ruleSet } = deps.engines.current()
  const inWords = explain({ reasons, features, ruleSetVersion }, ruleSet)
  return { ...given, reasons: inWords.sort((a, b) => b.contribution - a.contribution) }
}

/** Null too where other rules or another model decided than those in force: they alone could say. */
function counterfactualOf(engine: RiskEngine, decision: Decision, kind: SessionKind): Counterfactual | null {
  const evidence = evidenceOf(decision, kind)
  if (evidence === null || decision.basis === null || decision.outcome === 'allow') return null
  if (engine.ruleSet.version !== decision.ruleSetVersion) return null
  if (decision.modelVersion !== null && engine.champion?.version !== decision.modelVersion) return null
  const champion = decision.modelVersion === null ? null : engine.champion
  return counterfactual(evidence, { ...engine, champion, settings: decision.basis.settings })
}
