/** Persons: a pseudonym everywhere, an identity in one place only (`identity`). */
import { z } from 'zod'
import { ACCOUNT_STATES } from '../domain/accounts/device.ts'
import { REACTIONS, REVEAL_POLICIES, REVEAL_STATES } from '../domain/person.ts'
import { CERTIFICATE_LEVELS } from '../domain/sessions/session.ts'
import { caseItem } from './cases.ts'
import { openEnum } from './forms/closedSet.ts'
import { count, day, idOf, time, uuid } from './forms/formats.ts'
import { byOutcome } from './forms/outcomes.ts'
import { listOf } from './forms/pages.ts'
import { device, key } from './sessions.ts'

export const personSearchBody = z.strictObject({
  // ETSI EN 319 412-1 clause 5.1.3: three letters of the type, two of the country, a hyphen, the code.
  semanticsIdentifier: z
    .string()
    .trim()
    .regex(/^(PNO|PAS|IDC)[A-Z]{2}-[A-Za-z0-9-]{1,30}$/, 'must be a semantics identifier, e.g. PNOEE-…'),
})
/** By the id GET /persons?search=… lists what was found: its owner's, for an hour. */
export const personSearch = z.object({ searchId: uuid, found: z.boolean() })
export const foundPersonsQuery = z.object({ search: idOf<'personSearch'>() })

const personRef = z.object({ id: uuid, pseudonym: z.string(), knownSince: time })
export const foundPersons = listOf(personRef)

const dayReason = z.object({
  code: z.string(),
  sentence: z.string(),
  contribution: z.number(),
  sessions: count,
})

const riskDay = z.object({
  day,
  sessions: count,
  maxScore: z.number(),
  meanScore: z.number(),
  outcomes: byOutcome(count),
  raised: z.array(dayReason),
  lowered: z.array(dayReason),
})

export const person = personRef.extend({
  /** Event time from which on everything here is counted. */
  since: time,
  /** Whether the person had more sessions than were read. */
  isCut: z.boolean(),
  risk: z.array(riskDay),
  accounts: z.array(
    z.object({
      id: uuid,
      state: openEnum(ACCOUNT_STATES),
      level: openEnum(CERTIFICATE_LEVELS),
      enrolledAt: time,
      device: device.nullable(),
      keys: z.array(key),
    }),
  ),
  relyingParties: z.array(
    z.object({ id: uuid, name: z.string(), sessions: count, interrupted: count, lastAt: time }),
  ),
  reports: z.array(
    z.object({ sessionId: uuid, relyingParty: z.string(), reportedAt: time, wasCompleted: z.boolean() }),
  ),
  warnings: z.array(
    z.object({
      sessionId: uuid,
      relyingParty: z.string(),
      warningId: z.string(),
      at: time,
      reaction: openEnum(REACTIONS),
    }),
  ),
  cases: z.array(caseItem),
})

export const revealBody = z.strictObject({
  reason: z.string().trim().min(10, 'must say why, in 10 letters or more').max(500),
})

/** Times are wall times. */
export const reveal = z.object({
  id: uuid,
  personId: uuid,
  /** Short pseudonym, in lists. */
  person: z.string().nullable(),
  policy: openEnum(REVEAL_POLICIES),
  state: openEnum(REVEAL_STATES),
  reason: z.string(),
  requestedBy: z.string(),
  /** Who sent it decides nothing about it. */
  isOwn: z.boolean(),
  requestedAt: time,
  expiresAt: time,
  shownUntil: time.nullable(),
})
/** Those that wait for a second person. */
export const reveals = listOf(reveal)

/** Every reading is recorded. */
export const identity = z.object({
  semanticsIdentifier: z.string(),
  givenName: z.string(),
  surname: z.string(),
  shownUntil: time,
})

export type Person = z.output<typeof person>
export type PersonRef = z.output<typeof personRef>
export type RiskDay = z.output<typeof riskDay>
export type Reveal = z.output<typeof reveal>
export type Identity = z.output<typeof identity>
