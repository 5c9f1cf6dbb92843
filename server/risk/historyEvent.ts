/** What the history is told of a session, made from its facts. */
import type { Place, SessionFacts } from '../domain/sessions/facts.ts'
import type { HistoryEvent, HistoryEventKind } from '../domain/sessions/history.ts'
import type { Instant } from '../domain/time.ts'
import { phoneEnd } from './features/featureContext.ts'
import { placeCell } from './features/habits/places.ts'
import { templateKey } from './features/textTemplate.ts'
import { userAgentFamily } from './features/userAgentFamily.ts'

/**
 * @param occurredAt event time of what happened; of a request it is the session's own.
 */
export function historyEventOf(
  kind: HistoryEventKind,
  facts: SessionFacts,
  occurredAt: Instant = facts.occurredAt,
): HistoryEvent {
  const { initiator, content, phone } = facts
  return {
    kind,
    sessionId: facts.sessionId,
    occurredAt,
    sessionKind: facts.kind,
    flow: facts.flow,
    relyingPartyId: facts.relyingPartyId,
    subjectId: facts.subjectId,
    accountId: accountOf(facts),
    initiatorAddress: initiator.address?.addressKey ?? null,
    initiatorNetwork: initiator.address?.networkKey ?? null,
    initiatorPlace: cellOf(initiator.address?.place ?? null),
    initiatorCountry: initiator.address?.place?.country ?? null,
    trackingKey: initiator.trackingKey,
    userAgentFamily: initiator.userAgent === null ? null : userAgentFamily(initiator.userAgent),
    phoneNetwork: phone?.address.networkKey ?? null,
    // A request is compared with where the phone is thought to be; only where it acted becomes a habit.
    phonePlace: cellOf((kind === 'requested' ? phoneEnd(facts) : phone)?.address.place ?? null),
    templateKey: content.text === null ? null : templateKey(facts.relyingPartyId, content.text),
    payeeKey: content.payeeKey,
    amountMinor: content.amountMinor,
    currency: content.currency,
  }
}

/** The account that acts, or the only one that the request can reach. */
function accountOf(facts: SessionFacts) {
  if (facts.phone !== null) return facts.phone.accountId
  const targets = facts.accounts.filter((account) => account.target)
  return targets.length === 1 ? (targets[0]?.accountId ?? null) : null
}

function cellOf(place: Place | null): string | null {
  return place === null ? null : placeCell(place)
}
