/** Persons as the console API spells them (pure). */
import type * as contract from '../../contract/persons.ts'
import type { ConsoleUserId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import type { Reveal } from '../../flow/persons/ports.ts'
import type { PersonView } from '../../flow/persons/readPerson.ts'
import { revealState } from '../../flow/persons/reveal.ts'
import { caseToWire, type Names } from '../cases/toWire.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'

export function personRefToWire(
  person: Pick<PersonView, 'id' | 'pseudonym' | 'knownSince'>,
): contract.PersonRef {
  return { id: person.id, pseudonym: person.pseudonym, knownSince: iso(person.knownSince) }
}

export function personToWire(person: PersonView, names: Names): contract.Person {
  return {
    ...personRefToWire(person),
    since: iso(person.since),
    isCut: person.isCut,
    risk: person.risk.map(({ day, ...rest }) => ({ ...rest, day: iso(day).slice(0, 10) })),
    accounts: person.phones.map(({ accountId, device, ...account }) => ({
      ...account,
      id: accountId,
      enrolledAt: iso(account.enrolledAt),
      device: device === null ? null : { ...device, lastSeenAt: isoOrNull(device.lastSeenAt) },
      keys: account.keys.map(({ createdAt, lockedUntil, ...key }) => ({
        ...key,
        lockedUntil: isoOrNull(lockedUntil),
      })),
    })),
    relyingParties: person.relyingParties.map((one) => ({ ...one, lastAt: iso(one.lastAt) })),
    reports: person.reports.map((one) => ({ ...one, reportedAt: iso(one.reportedAt) })),
    warnings: person.warnings.map((one) => ({ ...one, at: iso(one.at) })),
    cases: person.cases.map((item) => caseToWire(item, names)),
  }
}

export function revealToWire(
  reveal: Reveal & { person?: string },
  reader: ConsoleUserId,
  names: Names,
  now: Instant,
): contract.Reveal {
  return {
    id: reveal.id,
    personId: reveal.subjectId,
    person: reveal.person ?? null,
    policy: reveal.policy,
    state: revealState(reveal, now),
    reason: reveal.reason,
    requestedBy: names.get(reveal.requestedBy) ?? '',
    isOwn: reveal.requestedBy === reader,
    requestedAt: iso(reveal.requestedAt),
    expiresAt: iso(reveal.expiresAt),
    shownUntil: isoOrNull(reveal.shownUntil),
  }
}
