/**
 * What the console API answers, as JSON: times are ISO 8601 in UTC, event time unless named otherwise. The
 * console checks every answer against these types when it parses it.
 */
import type { RunWire } from '../contract/runs.ts'
import type { ConsoleAction, ConsoleRole } from '../domain/consoleUser.ts'
import type { ExportKind } from '../domain/export.ts'
import type {
  Decider,
  Feature,
  Friction,
  Outcome,
  ScamType,
  ShadowEvidence,
  Stage,
} from '../domain/sessions/decision.ts'
import type {
  ApiVersion,
  CertificateLevel,
  EndResult,
  Flow,
  InteractionType,
  SessionKind,
  SessionState,
} from '../domain/sessions/session.ts'

export type UserWire = {
  id: string
  username: string
  displayName: string
  role: ConsoleRole
  /** What the role may do, so that the console leaves out what would be refused. */
  may: ConsoleAction[]
}

export type PageWire<Item> = {
  items: Item[]
  nextCursor: string | null
  total: number
  totalIsExact: boolean
}

export type ReasonWire = {
  source: 'rule' | 'model' | 'remainder'
  code: string
  /** Null where it is no rule's. */
  ruleId: string | null
  /** For a person: what was found. */
  sentence: string
  scamType: ScamType | null
  /** The rule's expression, where the rule set that decided is in force. */
  condition: string | null
  /** The features behind it, in words; `usual`: what this person usually does, where that is known. */
  findings: { feature: string; meaning: string; value: string; usual: string | null }[]
  /** Share of the score's log-odds. */
  contribution: number
  /** How many times likelier, in odds, fraud became by it. */
  factor: number
}

/** Where an end of the session is, in words and, to a tenth of a degree, in degrees; null where it is not known. */
export type PlaceWire = {
  country: string
  city: string | null
  latitude: number
  longitude: number
} | null

/** Who is at a session just now. Times are of the wall clock. */
export type QueueStandingWire = {
  /** Until the hold runs out, by the server's clock; null: not held. */
  secondsLeft: number | null
  sla: 'inTime' | 'dueSoon' | 'overdue' | null
  assignee: { id: string; name: string; since: string; until: string } | null
  viewers: { id: string; name: string }[]
  /** Decided, and not yet in effect: it may be undone until then. */
  pendingReview: { action: 'release' | 'block'; by: string; byId: string; takesEffectAt: string } | null
}

export type SessionItemWire = QueueStandingWire & {
  id: string
  state: SessionState
  kind: SessionKind
  flow: Flow | null
  relyingParty: string
  /** The first digits of the person's pseudonym. */
  person: string | null
  occurredAt: string
  /** Wall time at which the hold runs out. */
  holdUntil: string | null
  endResult: EndResult | null
  reportedAt: string | null
  decision: {
    stage: Stage
    outcome: Outcome
    decidedBy: Decider
    score: number
    reasons: ReasonWire[]
  } | null
  initiatorPlace: PlaceWire
  phonePlace: PlaceWire
}

export type DecisionWire = {
  stage: Stage
  outcome: Outcome
  decidedBy: Decider
  score: number
  reasons: ReasonWire[]
  features: Record<string, Feature>
  friction: Friction | null
  ruleSetVersion: string
  modelVersion: string | null
  warningId: string | null
  decidedAt: string
  tookMs: number
  /** Rules that held and did not count, because somebody suppressed them here. */
  suppressedRules: string[]
  /** Why the model had no say though there was one. */
  withoutModel: string | null
  /** Held to learn from it, where the score alone would have blocked. */
  explored: boolean
  /** What rules and models in shadow would have decided. */
  shadow: ShadowEvidence | null
  /** The single circumstance that would have changed the outcome most. */
  counterfactual: { circumstance: string; sentence: string; outcome: Outcome; score: number } | null
}

export type PhoneWire = {
  accountId: string
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
    place: PlaceWire
  } | null
  keys: { purpose: string; state: string; wrongPins: number; lockedUntil: string | null; createdAt: string }[]
}

export type SessionPageWire = Omit<SessionItemWire, 'decision'> & {
  apiVersion: ApiVersion
  requestedLevel: CertificateLevel
  /** Opens the person's page, for who may. */
  personId: string | null
  accountId: string | null
  interactions: { type: InteractionType; text: string }[]
  interactionUsed: string | null
  verificationCode: string | null
  amount: { minor: string; currency: string | null } | null
  linkedSessionId: string | null
  times: {
    occurredAt: string
    expiresAt: string
    deliveredAt: string | null
    shownAt: string | null
    endedAt: string | null
    reportedAt: string | null
  }
  initiator: { known: boolean; userAgent: string | null; hasTrackingId: boolean }
  phones: PhoneWire[]
  decisions: DecisionWire[]
  lateScores: {
    stage: Stage
    outcome: Outcome
    score: number
    reasons: ReasonWire[]
    ruleSetVersion: string
    modelVersion: string | null
    createdAt: string
  }[]
  /** Scores from which each outcome is asked for. */
  thresholds: { warn: number; hold: number; block: number; releaseBlock: number }
  review: {
    action: 'release' | 'block'
    by: string | null
    comment: string | null
    reviewedAt: string
  } | null
  labels: { fraud: boolean; source: string; labelledAt: string }[]
  notices: { channel: string; template: string; state: string; sentAt: string | null }[]
}

export type AddressesWire = { initiatorIp: string | null; trackingId: string | null; phoneIp: string | null }

export type OutcomeCountsWire = Record<Outcome, number>

export type CountsWire = {
  at: string
  open: { awaitingClaim: number; received: number; held: number; delivered: number }
  /** Decisions before delivery in the last 24 hours. */
  day: OutcomeCountsWire & { total: number; fallback: number; reported: number }
  /** The same by hour, oldest first, the running hour last. */
  hours: (OutcomeCountsWire & { startsAt: string })[]
}

/** `done` and `total` are rows. */
export type ExportWire = RunWire & {
  kind: ExportKind
  withAddresses: boolean
  /** Null: no evidence of a period, but what a list shows. */
  from: string | null
  to: string | null
}

export type SessionChangesWire = { ids: string[] }
