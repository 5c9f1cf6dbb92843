/** Which entities an event counts for, under which names, and how an event is written down in a log. */

import { toId } from '../../domain/ids.ts'
import {
  HABIT_KINDS,
  type HabitKind,
  HISTORY_EVENT_KINDS,
  type HistoryEvent,
  type HistoryEventKind,
  type PastEvent,
  POPULATION_KINDS,
} from '../../domain/sessions/history.ts'
import { FLOWS, SESSION_KINDS } from '../../domain/sessions/session.ts'
import { toInstant } from '../../domain/time.ts'

/** Kept event by event. */
export const LOGGED = ['subject', 'account', 'tracking'] as const
export type Logged = (typeof LOGGED)[number]

/** Kept in buckets, because one of them may see any number of events. */
export const SHARED = ['address', 'network', 'relyingParty', 'template', 'payee'] as const
export type Shared = (typeof SHARED)[number]

/** Null where the event has no such entity. */
export function loggedKey(event: HistoryEvent, entity: Logged): string | null {
  return { subject: event.subjectId, account: event.accountId, tracking: event.trackingKey }[entity]
}

export function sharedKey(event: HistoryEvent, entity: Shared): string | null {
  return {
    address: event.initiatorAddress,
    network: event.initiatorNetwork,
    relyingParty: event.relyingPartyId,
    template: event.templateKey,
    payee: event.payeeKey,
  }[entity]
}

/** An event is told once: a second telling has the same name and changes nothing. */
export function eventName(event: Pick<HistoryEvent, 'sessionId' | 'kind'>): string {
  return nameOf(event.sessionId, event.kind)
}

export function nameOf(sessionId: string, kind: HistoryEventKind): string {
  return `${sessionId}|${kind}`
}

/** What a completed session teaches of its person, in the order of HABIT_KINDS. */
export function habitValues(event: HistoryEvent): (string | null)[] {
  const values: Record<HabitKind, string | null> = {
    relyingParty: event.relyingPartyId,
    trackingKey: event.trackingKey,
    initiatorNetwork: event.initiatorNetwork,
    initiatorPlace: event.initiatorPlace,
    phoneNetwork: event.phoneNetwork,
    phonePlace: event.phonePlace,
    payee: event.payeeKey,
    hour: String(new Date(event.occurredAt).getUTCHours()),
    userAgent: event.userAgentFamily,
    initiatorCountry: event.initiatorCountry,
  }
  return HABIT_KINDS.map((kind) => values[kind])
}

/** The same of the kinds that are counted over everybody, in the order of POPULATION_KINDS. */
export function populationValues(event: HistoryEvent): (string | null)[] {
  const values = habitValues(event)
  return POPULATION_KINDS.map((kind) => values[HABIT_KINDS.indexOf(kind)] ?? null)
}

/** What a log keeps of an event. */
export function toPastEvent(event: HistoryEvent): PastEvent {
  return {
    kind: event.kind,
    sessionId: event.sessionId,
    occurredAt: event.occurredAt,
    sessionKind: event.sessionKind,
    flow: event.flow,
    relyingPartyId: event.relyingPartyId,
    subjectId: event.subjectId,
    trackingKey: event.trackingKey,
    initiatorNetwork: event.initiatorNetwork,
    initiatorPlace: event.initiatorPlace,
    templateKey: event.templateKey,
    payeeKey: event.payeeKey,
    amountMinor: event.amountMinor,
    currency: event.currency,
  }
}

/** Fields parted by `|`, which none of them holds. */
export function writeEvent(event: PastEvent): string {
  const fields = [
    event.occurredAt,
    event.sessionId,
    event.kind,
    event.sessionKind,
    event.flow,
    event.relyingPartyId,
    event.subjectId,
    event.trackingKey,
    event.initiatorNetwork,
    event.payeeKey,
    event.amountMinor,
    event.currency,
    event.initiatorPlace,
    event.templateKey,
  ]
  return fields.map((field) => field ?? '').join('|')
}

/** Null for what writeEvent did not write. */
export function readEvent(text: string): PastEvent | null {
  const [
    at,
    session,
    kind,
    sessionKind,
    flow,
    relyingParty,
    subject,
    tracking,
    network,
    payee,
    amount,
    currency,
    place,
    template,
  ] = text.split('|')
  const kindFound = HISTORY_EVENT_KINDS.find((one) => one === kind)
  const sessionKindFound = SESSION_KINDS.find((one) => one === sessionKind)
  if (kindFound === undefined || sessionKindFound === undefined || !session || !relyingParty) return null
  return {
    occurredAt: toInstant(Number(at)),
    sessionId: toId<'session'>(session),
    kind: kindFound,
    sessionKind: sessionKindFound,
    flow: FLOWS.find((one) => one === flow) ?? null,
    relyingPartyId: toId<'relyingParty'>(relyingParty),
    subjectId: subject ? toId<'subject'>(subject) : null,
    trackingKey: tracking || null,
    initiatorNetwork: network || null,
    initiatorPlace: place || null,
    templateKey: template || null,
    payeeKey: payee || null,
    amountMinor: amount ? Number(amount) : null,
    currency: currency || null,
  }
}
