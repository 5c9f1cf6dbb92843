/** Sessions as the console API spells them (pure). */
import type { SessionItem, SessionPage, Place as WirePlace } from '../contract/sessions.ts'
import type { Place } from '../domain/sessions/facts.ts'
import { addMs, type Instant, SECOND_MS } from '../domain/time.ts'
import type { QueueItem, SessionView } from '../flow/review/readSessions.ts'

export function iso(at: Instant): string {
  return new Date(at).toISOString()
}

export function isoOrNull(at: Instant | null): string | null {
  return at === null ? null : iso(at)
}

function toPlace(place: Place | null): WirePlace {
  if (place === null) return null
  const { country, city, latitude, longitude } = place
  return { country, city, latitude: toTenth(latitude), longitude: toTenth(longitude) }
}

/** An address only hints at a place: more digits would claim what nobody knows. */
function toTenth(degrees: number): number {
  return Math.round(degrees * 10) / 10
}

/** Less than this and a hold is all but lost. */
const DUE_SOON_MS = 30 * SECOND_MS

type Standing = Pick<QueueItem, 'at' | 'assignee' | 'viewers' | 'pendingReview'>
type StandingAnswer = Pick<SessionItem, 'secondsLeft' | 'sla' | 'assignee' | 'viewers' | 'pendingReview'>

function standingToWire(holdUntil: Instant | null, standing: Standing): StandingAnswer {
  const { at, assignee, viewers, pendingReview } = standing
  const leftMs = holdUntil === null ? null : holdUntil - at
  return {
    secondsLeft: leftMs === null ? null : Math.max(0, Math.floor(leftMs / SECOND_MS)),
    sla: leftMs === null ? null : leftMs <= 0 ? 'overdue' : leftMs <= DUE_SOON_MS ? 'dueSoon' : 'inTime',
    assignee:
      assignee === null
        ? null
        : {
            id: assignee.userId,
            name: assignee.by,
            since: iso(assignee.claimedAt),
            until: iso(assignee.expiresAt),
          },
    viewers: viewers.map(({ userId, name }) => ({ id: userId, name })),
    pendingReview:
      pendingReview === null
        ? null
        : {
            action: pendingReview.action,
            by: pendingReview.by,
            byId: pendingReview.userId,
            takesEffectAt: iso(pendingReview.effectiveAt),
          },
  }
}

export function sessionItemToWire(item: QueueItem): SessionItem {
  const { decision } = item
  return {
    id: item.id,
    state: item.state,
    kind: item.kind,
    flow: item.flow,
    relyingParty: item.relyingParty,
    person: item.person,
    occurredAt: iso(item.occurredAt),
    holdUntil: isoOrNull(item.holdUntilWall),
    endResult: item.endResult,
    reportedAt: isoOrNull(item.reportedAt),
    decision:
      decision === null
        ? null
        : {
            stage: decision.stage,
            outcome: decision.outcome,
            decidedBy: decision.decidedBy,
            score: decision.score,
            reasons: decision.reasons,
          },
    initiatorPlace: toPlace(item.initiatorPlace),
    phonePlace: toPlace(item.phonePlace),
    ...standingToWire(item.holdUntilWall, item),
  }
}

export function sessionPageToWire(session: SessionView): SessionPage {
  const { times } = session
  const holdUntil =
    session.state === 'HELD' && times.holdUntil !== null ? addMs(times.holdUntil, times.wallOffsetMs) : null
  return {
    id: session.id,
    state: session.state,
    kind: session.kind,
    flow: session.flow,
    apiVersion: session.apiVersion,
    requestedLevel: session.requestedLevel,
    relyingParty: session.relyingParty,
    person: session.person,
    personId: session.personId,
    accountId: session.accountId,
    occurredAt: iso(times.occurredAt),
    holdUntil: isoOrNull(holdUntil),
    ...standingToWire(holdUntil, session),
    endResult: session.endResult,
    reportedAt: isoOrNull(times.reportedAt),
    initiatorPlace: toPlace(session.initiatorPlace),
    phonePlace: toPlace(session.phonePlace),
    interactions: session.interactions,
    interactionUsed: session.interactionUsed,
    verificationCode: session.verificationCode,
    amount:
      session.amountMinor === null
        ? null
        : { minor: session.amountMinor.toString(), currency: session.currency },
    linkedSessionId: session.linkedSessionId,
    times: {
      occurredAt: iso(times.occurredAt),
      expiresAt: iso(times.expiresAt),
      deliveredAt: isoOrNull(times.deliveredAt),
      shownAt: isoOrNull(times.shownAt),
      endedAt: isoOrNull(times.endedAt),
      reportedAt: isoOrNull(times.reportedAt),
    },
    initiator: session.initiator,
    phones: session.phones.map(({ device, ...phone }) => ({
      ...phone,
      enrolledAt: iso(phone.enrolledAt),
      device:
        device === null
          ? null
          : { ...device, lastSeenAt: isoOrNull(device.lastSeenAt), place: toPlace(device.place) },
      keys: phone.keys.map((key) => ({
        ...key,
        lockedUntil: isoOrNull(key.lockedUntil),
        createdAt: iso(key.createdAt),
      })),
    })),
    decisions: session.decisions.map(({ basis, ...decision }) => ({
      ...decision,
      decidedAt: iso(decision.decidedAt),
      suppressedRules: basis?.suppressed.filter(({ held }) => held).map(({ ruleId }) => ruleId) ?? [],
      withoutModel: basis?.withoutModel ?? null,
      explored: basis?.exploration.applied ?? false,
    })),
    lateScores: session.lateScores.map((late) => ({
      ...late,
      createdAt: iso(late.createdAt),
    })),
    thresholds: session.thresholds,
    review:
      session.review === null ? null : { ...session.review, reviewedAt: iso(session.review.reviewedAt) },
    labels: session.labels.map((label) => ({ ...label, labelledAt: iso(label.labelledAt) })),
    notices: session.notices.map((notice) => ({ ...notice, sentAt: isoOrNull(notice.sentAt) })),
  }
}
