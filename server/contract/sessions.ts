/**
 * Sessions: a row of the queue, one session's page, and its addresses for who may see them. Times are event times
 * unless named otherwise.
 */
import { z } from 'zod'
import { ACCOUNT_STATES, KEY_PURPOSES, KEY_STATES, PLATFORMS } from '../domain/accounts/device.ts'
import { DECIDERS, REASON_SOURCES, SCAM_TYPES, STAGES } from '../domain/sessions/decision.ts'
import { LABEL_SOURCES } from '../domain/sessions/label.ts'
import { HOLD_TAGS, REVIEW_ACTIONS } from '../domain/sessions/review.ts'
import {
  API_VERSIONS,
  CERTIFICATE_LEVELS,
  END_RESULTS,
  FLOWS,
  INTERACTION_TYPES,
  SESSION_KINDS,
  SESSION_STATES,
} from '../domain/sessions/session.ts'
import { SESSION_ORDERS } from '../domain/sessions/sessionQuery.ts'
import { openEnum } from './forms/closedSet.ts'
import { idOf, jsonText, time, uuid } from './forms/formats.ts'
import { outcome } from './forms/outcomes.ts'
import { countedPageOf, cursor, limit, listOf } from './forms/pages.ts'
import { sessionFilter } from './sessionFilter.ts'
import { userRef } from './user.ts'

const stage = openEnum(STAGES)
const decidedBy = openEnum(DECIDERS)
const level = openEnum(CERTIFICATE_LEVELS)

/** The id of an earlier POST /search. */
export const searchId = idOf<'search'>()

export const sessionListQuery = z.object({
  filter: jsonText(sessionFilter).default({}),
  sort: z.enum(SESSION_ORDERS).default('urgency'),
  cursor: cursor.nullable().default(null),
  limit,
  search: searchId.optional(),
})

export const reason = z.object({
  source: openEnum(REASON_SOURCES),
  code: z.string(),
  /** Null where it is no rule's. */
  ruleId: z.string().nullable(),
  /** For a person: what was found. */
  sentence: z.string(),
  scamType: openEnum(SCAM_TYPES).nullable(),
  /** The rule's expression, where the rule set that decided is in force. */
  condition: z.string().nullable(),
  /** The features behind it, in words; `usual`: what this person usually does, where that is known. */
  findings: z.array(
    z.object({
      feature: z.string(),
      meaning: z.string(),
      value: z.string(),
      usual: z.string().nullable(),
    }),
  ),
  /** Share of the score's log-odds. */
  contribution: z.number(),
  /** How many times likelier, in odds, fraud became by it. */
  factor: z.number(),
})

/** Where an end of a session is, in words and, to a tenth of a degree, in degrees. */
export const place = z.object({
  country: z.string(),
  city: z.string().nullable(),
  latitude: z.number(),
  longitude: z.number(),
})

/** Who works on a session, and until when without a sign of life (wall time). */
export const holder = userRef.extend({ since: time, until: time })

const sessionFacts = {
  id: uuid,
  state: openEnum(SESSION_STATES),
  kind: openEnum(SESSION_KINDS),
  flow: openEnum(FLOWS).nullable(),
  relyingParty: z.string(),
  /** The first digits of the person's pseudonym. */
  person: z.string().nullable(),
  occurredAt: time,
  /** Wall time at which the hold runs out. */
  holdUntil: time.nullable(),
  endResult: openEnum(END_RESULTS).nullable(),
  reportedAt: time.nullable(),
  /** Until the hold runs out, by the server's clock; null: not held. */
  secondsLeft: z.int().nullable(),
  sla: openEnum(HOLD_TAGS).nullable(),
  assignee: holder.nullable(),
  /** Everybody else who has it open. */
  viewers: z.array(userRef),
  /** Decided, and not yet in effect: it may be undone until then (wall time). */
  pendingReview: z
    .object({ action: openEnum(REVIEW_ACTIONS), by: z.string(), byId: uuid, takesEffectAt: time })
    .nullable(),
  /** Null where it is not known. */
  initiatorPlace: place.nullable(),
  phonePlace: place.nullable(),
}

export const sessionItem = z.object({
  ...sessionFacts,
  decision: z.object({ stage, outcome, decidedBy, score: z.number(), reasons: z.array(reason) }).nullable(),
})
export const sessionList = countedPageOf(sessionItem)

const shadow = z.object({
  rules: z.object({ ruleIds: z.array(z.string()), score: z.number(), outcome }).nullable(),
  challengers: z.array(
    z.union([
      z.object({ version: z.string(), score: z.number(), outcome }),
      /** Had nothing to add, and why. */
      z.object({ version: z.string(), missing: z.string() }),
    ]),
  ),
})

const feature = z.union([
  z.object({ value: z.union([z.number(), z.boolean(), z.string()]) }),
  /** Why it is not known. */
  z.object({ missing: z.string() }),
])

export const sessionDecision = z.object({
  stage,
  outcome,
  decidedBy,
  score: z.number(),
  reasons: z.array(reason),
  features: z.record(z.string(), feature),
  friction: z
    .object({ secondStep: z.boolean(), waitSeconds: z.number(), codeChoice: z.boolean() })
    .nullable(),
  ruleSetVersion: z.string(),
  modelVersion: z.string().nullable(),
  warningId: z.string().nullable(),
  decidedAt: time,
  tookMs: z.number(),
  /** Rules that held and did not count, because somebody suppressed them here. */
  suppressedRules: z.array(z.string()),
  /** Why the model had no part in it though there was one. */
  withoutModel: z.string().nullable(),
  /** Held to learn from it, where the score alone would have blocked. */
  explored: z.boolean(),
  /** What rules and models in shadow would have decided. */
  shadow: shadow.nullable(),
  /** The single circumstance that would have changed the outcome most. */
  counterfactual: z
    .object({ circumstance: z.string(), sentence: z.string(), outcome, score: z.number() })
    .nullable(),
})

/** A phone, as it describes itself. */
export const device = z.object({
  platform: openEnum(PLATFORMS),
  model: z.string(),
  osVersion: z.string(),
  appVersion: z.string(),
  integrity: z.record(z.string(), z.boolean()),
  lastSeenAt: time.nullable(),
})

/** A key of an account. */
export const key = z.object({
  purpose: openEnum(KEY_PURPOSES),
  state: openEnum(KEY_STATES),
  wrongPins: z.int(),
  lockedUntil: time.nullable(),
})

const phone = z.object({
  accountId: uuid,
  state: openEnum(ACCOUNT_STATES),
  level,
  enrolledAt: time,
  device: device.extend({ place: place.nullable() }).nullable(),
  keys: z.array(key.extend({ createdAt: time })),
})

export const sessionPage = z.object({
  ...sessionFacts,
  apiVersion: openEnum(API_VERSIONS),
  requestedLevel: level,
  /** Opens the person's page, for who may. */
  personId: uuid.nullable(),
  accountId: uuid.nullable(),
  interactions: z.array(z.object({ type: openEnum(INTERACTION_TYPES), text: z.string() })),
  interactionUsed: z.string().nullable(),
  verificationCode: z.string().nullable(),
  /** Minor units as digits, for they may be more than a number holds. */
  amount: z.object({ minor: z.string(), currency: z.string().nullable() }).nullable(),
  linkedSessionId: uuid.nullable(),
  times: z.object({
    occurredAt: time,
    expiresAt: time,
    deliveredAt: time.nullable(),
    shownAt: time.nullable(),
    endedAt: time.nullable(),
    reportedAt: time.nullable(),
  }),
  initiator: z.object({
    known: z.boolean(),
    userAgent: z.string().nullable(),
    hasTrackingId: z.boolean(),
  }),
  phones: z.array(phone),
  decisions: z.array(sessionDecision),
  lateScores: z.array(
    z.object({
      stage,
      outcome,
      score: z.number(),
      reasons: z.array(reason),
      ruleSetVersion: z.string(),
      modelVersion: z.string().nullable(),
      createdAt: time,
    }),
  ),
  /** Scores from which on each outcome follows. */
  thresholds: z.object({
    warn: z.number(),
    hold: z.number(),
    block: z.number(),
    releaseBlock: z.number(),
  }),
  /** How the hold ended; `by` null: it ran out. */
  review: z
    .object({
      action: openEnum(REVIEW_ACTIONS),
      by: z.string().nullable(),
      comment: z.string().nullable(),
      reviewedAt: time,
    })
    .nullable(),
  labels: z.array(z.object({ fraud: z.boolean(), source: openEnum(LABEL_SOURCES), labelledAt: time })),
  notices: z.array(
    z.object({
      channel: z.string(),
      template: z.string(),
      state: z.string(),
      sentAt: time.nullable(),
    }),
  ),
})

/** Whoever reads them is recorded. */
export const addresses = z.object({
  initiatorIp: z.string().nullable(),
  trackingId: z.string().nullable(),
  phoneIp: z.string().nullable(),
})

export const relyingParty = z.object({ id: uuid, name: z.string() })
export const relyingParties = listOf(relyingParty)

export type SessionItem = z.output<typeof sessionItem>
export type SessionList = z.output<typeof sessionList>
export type SessionPage = z.output<typeof sessionPage>
export type SessionDecision = z.output<typeof sessionDecision>
export type SessionPhone = z.output<typeof phone>
export type Reason = z.output<typeof reason>
/** Null where it is not known. */
export type Place = z.output<typeof place> | null
export type Addresses = z.output<typeof addresses>
