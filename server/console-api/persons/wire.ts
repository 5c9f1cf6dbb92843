/** What the console API answers about persons: a pseudonym everywhere, an identity in one place only. */
import type { Outcome } from '../../domain/sessions/decision.ts'
import type { CertificateLevel } from '../../domain/sessions/session.ts'
import type { Reaction } from '../../flow/persons/readPerson.ts'
import type { RevealState } from '../../flow/persons/reveal.ts'
import type { CaseItemWire } from '../cases/wire.ts'

export type PersonRefWire = { id: string; pseudonym: string; knownSince: string }

export type DayReasonWire = { code: string; sentence: string; contribution: number; sessions: number }

export type PersonWire = PersonRefWire & {
  since: string
  isCut: boolean
  risk: {
    /** YYYY-MM-DD, UTC. */
    day: string
    sessions: number
    maxScore: number
    meanScore: number
    outcomes: Record<Outcome, number>
    raised: DayReasonWire[]
    lowered: DayReasonWire[]
  }[]
  accounts: {
    id: string
    state: string
    level: CertificateLevel
    enrolledAt: string
    device: {
      platform: string
      model: string
      osVersion: string
      appVersion: string
      integrity: Record<string, boolean>
      lastSeenAt: string | null
    } | null
    keys: { purpose: string; state: string; wrongPins: number; lockedUntil: string | null }[]
  }[]
  relyingParties: { id: string; name: string; sessions: number; interrupted: number; lastAt: string }[]
  reports: { sessionId: string; relyingParty: string; reportedAt: string; wasCompleted: boolean }[]
  warnings: { sessionId: string; relyingParty: string; warningId: string; at: string; reaction: Reaction }[]
  cases: CaseItemWire[]
}

export type RevealWire = {
  id: string
  personId: string
  /** Short pseudonym, in lists. */
  person: string | null
  policy: 'single' | 'second'
  state: RevealState
  reason: string
  requestedBy: string
  /** Whoever asked decides nothing about it. */
  isOwn: boolean
  requestedAt: string
  expiresAt: string
  shownUntil: string | null
}

export type IdentityWire = {
  semanticsIdentifier: string
  givenName: string
  surname: string
  shownUntil: string
}
