/** What the console API answers about persons: a pseudonym everywhere, an identity in one place only. */
import { z } from 'zod'
import type {
  IdentityWire,
  PersonRefWire,
  PersonWire,
  RevealWire,
} from '../../../server/console-api/persons/wire.ts'
import { caseItem } from './casesWire.ts'

export const personRef = z.object({
  id: z.string(),
  pseudonym: z.string(),
  knownSince: z.string(),
}) satisfies z.ZodType<PersonRefWire>

const dayReason = z.object({
  code: z.string(),
  sentence: z.string(),
  contribution: z.number(),
  sessions: z.number(),
})

export const person = personRef.extend({
  since: z.string(),
  isCut: z.boolean(),
  risk: z.array(
    z.object({
      day: z.string(),
      sessions: z.number(),
      maxScore: z.number(),
      meanScore: z.number(),
      outcomes: z.object({ allow: z.number(), warn: z.number(), hold: z.number(), block: z.number() }),
      raised: z.array(dayReason),
      lowered: z.array(dayReason),
    }),
  ),
  accounts: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      level: z.enum(['ADVANCED', 'QUALIFIED']),
      enrolledAt: z.string(),
      device: z
        .object({
          platform: z.string(),
          model: z.string(),
          osVersion: z.string(),
          appVersion: z.string(),
          integrity: z.record(z.string(), z.boolean()),
          lastSeenAt: z.string().nullable(),
        })
        .nullable(),
      keys: z.array(
        z.object({
          purpose: z.string(),
          state: z.string(),
          wrongPins: z.number(),
          lockedUntil: z.string().nullable(),
        }),
      ),
    }),
  ),
  relyingParties: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      sessions: z.number(),
      interrupted: z.number(),
      lastAt: z.string(),
    }),
  ),
  reports: z.array(
    z.object({
      sessionId: z.string(),
      relyingParty: z.string(),
      reportedAt: z.string(),
      wasCompleted: z.boolean(),
    }),
  ),
  warnings: z.array(
    z.object({
      sessionId: z.string(),
      relyingParty: z.string(),
      warningId: z.string(),
      at: z.string(),
      reaction: z.enum(['heeded', 'wentOn', 'failed', 'pending', 'notShown']),
    }),
  ),
  cases: z.array(caseItem),
}) satisfies z.ZodType<PersonWire>

export const reveal = z.object({
  id: z.string(),
  personId: z.string(),
  person: z.string().nullable(),
  policy: z.enum(['single', 'second']),
  state: z.enum(['waiting', 'approved', 'refused', 'expired']),
  reason: z.string(),
  requestedBy: z.string(),
  isOwn: z.boolean(),
  requestedAt: z.string(),
  expiresAt: z.string(),
  shownUntil: z.string().nullable(),
}) satisfies z.ZodType<RevealWire>

export const identity = z.object({
  semanticsIdentifier: z.string(),
  givenName: z.string(),
  surname: z.string(),
  shownUntil: z.string(),
}) satisfies z.ZodType<IdentityWire>

export type Person = z.infer<typeof person>
export type PersonRef = z.infer<typeof personRef>
export type RiskDay = Person['risk'][number]
export type Reveal = z.infer<typeof reveal>
export type Identity = z.infer<typeof identity>
