/** Which rules must not count for a session, because somebody suppressed them for one of its entities. */
import type { AddressFacts, SessionFacts } from '../domain/sessions/facts.ts'
import type { Suppression } from './engine.ts'

/** Ids of rules, each once, in the order of the suppressions. Both ends of a session count. */
export function suppressedRules(facts: SessionFacts, suppressions: readonly Suppression[]): string[] {
  const active = suppressions.filter(
    (one) => (one.until === null || facts.occurredAt < one.until) && isAbout(one, facts),
  )
  return [...new Set(active.map((one) => one.ruleId))]
}

function isAbout({ kind, key }: Suppression, facts: SessionFacts): boolean {
  switch (kind) {
    case 'subject':
      return facts.subjectId === key
    case 'account':
      return facts.phone === null
        ? facts.accounts.some((account) => account.target && account.accountId === key)
        : facts.phone.accountId === key
    case 'relyingParty':
      return facts.relyingPartyId === key
    case 'address':
      return ends(facts).some((end) => end.addressKey === key)
    case 'network':
      return ends(facts).some((end) => end.networkKey === key)
  }
}

function ends({ initiator, phone }: SessionFacts): AddressFacts[] {
  return [initiator.address, phone?.address].filter((end) => end != null)
}
