/** What the console reads of sessions: the queue, one session's page, and its addresses for who may see them. */
import type { ConsoleUser } from '../domain/consoleUser.ts'
import type { Reason } from '../domain/decision.ts'
import type { AddressFacts, Place } from '../domain/facts.ts'
import type { SessionId } from '../domain/ids.ts'
import type { SessionFilter, SessionPage } from '../domain/sessionQuery.ts'
import type { Clock } from '../domain/time.ts'
import type { Random } from '../outside/random.ts'
import type { EngineSource } from '../risk/engine.ts'
import type { AuditStore } from '../stores/audit.ts'
import type { QueueReadModel } from '../stores/queueReadModel.ts'
import type { SessionPageStore } from '../stores/sessionPage.ts'

/** Beyond this many rows a total is "more than": an analyst needs no exact figure, and counting costs. */
export const COUNTED_AT_MOST = 1_000

export type ReadSessionsDependencies = {
  clock: Clock
  random: Random
  queue: QueueReadModel
  sessionPages: SessionPageStore
  audit: AuditStore
  engines: EngineSource
  describeAddress(ip: string): AddressFacts
}

export type QueueItem = Awaited<ReturnType<typeof listSessions>>['items'][number]
export type SessionView = NonNullable<Awaited<ReturnType<typeof openSession>>>

export async function listSessions(deps: ReadSessionsDependencies, filter: SessionFilter, page: SessionPage) {
  const [rows, found] = await Promise.all([
    deps.queue.list(filter, { ...page, limit: page.limit + 1 }),
    deps.queue.count(filter, COUNTED_AT_MOST + 1),
  ])
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  return {
    items: shown.map(({ initiatorIp, phoneIp, cursor, ...row }) => ({
      ...row,
      decision: row.decision === null ? null : withSentences(deps, row.decision),
      initiatorPlace: placeOf(deps, initiatorIp),
      phonePlace: placeOf(deps, phoneIp),
    })),
    next: last?.cursor ?? null,
    total: Math.min(found, COUNTED_AT_MOST),
    totalIsExact: found <= COUNTED_AT_MOST,
  }
}

/** Everything of one session but its addresses; null where there is none. */
export async function openSession(deps: ReadSessionsDependencies, id: SessionId) {
  const found = await deps.sessionPages.find(id)
  if (found === null) return null
  const { initiator, phoneIp, phones, ...session } = found
  const likelyPhone = phones.find(
    (phone) => session.accountId === null || phone.accountId === session.accountId,
  )
  const { warnAt, holdAt, blockAt, releaseBlockAt } = deps.engines.current().settings
  return {
    ...session,
    decisions: session.decisions.map((decision) => withSentences(deps, decision)),
    lateScores: session.lateScores.map((late) => withSentences(deps, late)),
    thresholds: { warn: warnAt, hold: holdAt, block: blockAt, releaseBlock: releaseBlockAt },
    initiator: {
      known: initiator?.ip !== undefined,
      userAgent: initiator?.userAgent ?? null,
      hasTrackingId: initiator?.trackingId !== undefined,
    },
    initiatorPlace: placeOf(deps, initiator?.ip ?? null),
    phonePlace: placeOf(deps, phoneIp ?? likelyPhone?.device?.lastIp ?? null),
    phones: phones.map(({ device, ...phone }) => {
      if (device === null) return { ...phone, device }
      const { lastIp, ...rest } = device
      return { ...phone, device: { ...rest, place: placeOf(deps, lastIp) } }
    }),
  }
}

/** The addresses of a session; nobody reads them without an audit event. Null where there is no such session. */
export async function readAddresses(deps: ReadSessionsDependencies, user: ConsoleUser, id: SessionId) {
  const found = await deps.sessionPages.find(id)
  if (found === null) return null
  await deps.audit.append({
    id: deps.random.id(),
    actor: { kind: 'consoleUser', id: user.id },
    action: 'session.addressesRead',
    object: { kind: 'session', id },
    details: {},
    occurredAt: deps.clock.now(),
  })
  return {
    initiatorIp: found.initiator?.ip ?? null,
    trackingId: found.initiator?.trackingId ?? null,
    phoneIp: found.phoneIp,
  }
}

function placeOf(deps: ReadSessionsDependencies, ip: string | null): Place | null {
  return ip === null ? null : deps.describeAddress(ip).place
}

/** Reasons, strongest first, each with its rule's sentence. */
function withSentences<Given extends { reasons: Reason[] }>(deps: ReadSessionsDependencies, given: Given) {
  const reasons = given.reasons
    .map((reason) => ({ ...reason, sentence: sentenceOf(deps, reason) }))
    .sort((a, b) => b.contribution - a.contribution)
  return { ...given, reasons }
}

/** The code itself where the rule is no longer part of the rule set. */
function sentenceOf(deps: ReadSessionsDependencies, reason: Reason): string {
  return (
    deps.engines.current().ruleSet.rules.find((rule) => rule.id === reason.ruleId)?.sentence ?? reason.code
  )
}
