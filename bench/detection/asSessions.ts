/**
 * A transaction as a session of ours: the customer is the subject, who signs a payment to the terminal as payee.
 * Of the shared entities it is the payee whose windows know amounts, people and confirmed frauds alike, and a
 * terminal in the hands of criminals is to its customers what a mule account is to ours. What the data does not
 * have (addresses, browsers, texts) stays absent, so that features of it are missing, not made up.
 */

import { type Id, toId } from '../../server/domain/ids.ts'
import type { SessionFacts } from '../../server/domain/sessions/facts.ts'
import type { HistoryEvent, HistoryEventKind } from '../../server/domain/sessions/history.ts'
import { addMs, type Instant } from '../../server/domain/time.ts'
import { historyEventOf } from '../../server/risk/historyEvent.ts'
import type { Transaction } from './transactions.ts'

/** How long after the request a payment is complete. */
export const COMPLETION_MS = 30_000

const RELYING_PARTY = idOf<'relyingParty'>(1, 0)

export function factsOf({ id, occurredAt, customer, terminal, amountMinor }: Transaction): SessionFacts {
  return {
    stage: 'delivery',
    sessionId: idOf<'session'>(2, id),
    occurredAt,
    apiVersion: 'v3',
    kind: 'signature',
    flow: 'Notification',
    relyingPartyId: RELYING_PARTY,
    subjectId: idOf<'subject'>(3, customer),
    accounts: [],
    initiator: { address: null, userAgent: null, trackingKey: null },
    phone: null,
    content: {
      interactionTypes: ['displayTextAndPIN'],
      text: null,
      relyingPartyName: 'Bank',
      payeeKey: `terminal ${terminal}`,
      amountMinor,
      currency: 'USD',
    },
    confirmSeconds: null,
    lists: [],
  }
}

export function eventOf(kind: HistoryEventKind, transaction: Transaction, at: Instant): HistoryEvent {
  return historyEventOf(kind, factsOf(transaction), at)
}

export function completedAt({ occurredAt }: Transaction): Instant {
  return addMs(occurredAt, COMPLETION_MS)
}

/** A UUID by its number; those of sessions order as the numbers do. */
function idOf<Kind extends string>(group: number, number: number): Id<Kind> {
  const digits = number.toString(16).padStart(12, '0')
  return toId<Kind>(`0000000${group}-0000-7000-8000-${digits}`)
}
