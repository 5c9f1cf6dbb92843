/** What the console API answers, checked on arrival. The compiler holds each schema against the server's type. */
import { z } from 'zod'
import type {
  AddressesWire,
  CountsWire,
  ExportWire,
  SessionItemWire,
  SessionPageWire,
  UserWire,
} from '../../../server/console-api/wire.ts'
import { run } from '../../../server/contract/runs.ts'
import { CONSOLE_ACTIONS } from '../../../server/domain/consoleUser.ts'
import { EXPORT_KINDS } from '../../../server/domain/export.ts'

const outcome = z.enum(['allow', 'warn', 'hold', 'block'])
const stage = z.enum(['delivery', 'release'])
const decidedBy = z.enum(['engine', 'fallback'])
const kind = z.enum(['authentication', 'signature', 'certificateChoice'])
const flow = z.enum(['Notification', 'QR', 'Web2App', 'App2App'])
const state = z.enum(['AWAITING_CLAIM', 'RECEIVED', 'HELD', 'DELIVERED', 'COMPLETE', 'BLOCKED'])
const level = z.enum(['ADVANCED', 'QUALIFIED'])
const endResult = z.enum([
  'OK',
  'USER_REFUSED',
  'TIMEOUT',
  'DOCUMENT_UNUSABLE',
  'WRONG_VC',
  'REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP',
  'USER_REFUSED_CERT_CHOICE',
  'USER_REFUSED_INTERACTION',
  'PROTOCOL_FAILURE',
  'EXPECTED_LINKED_SESSION',
  'SERVER_ERROR',
])
const scamType = z.enum([
  'unexpectedRequest',
  'relayedCode',
  'parallelAccount',
  'safeAccount',
  'twoStepCall',
  'remoteAccess',
  'promptBombing',
  'relayedLink',
  'unknown',
])
const featureValue = z.union([z.number(), z.boolean(), z.string()])
const reason = z.object({
  source: z.enum(['rule', 'model', 'remainder']),
  code: z.string(),
  ruleId: z.string().nullable(),
  sentence: z.string(),
  scamType: scamType.nullable(),
  condition: z.string().nullable(),
  findings: z.array(
    z.object({
      feature: z.string(),
      meaning: z.string(),
      value: z.string(),
      usual: z.string().nullable(),
    }),
  ),
  contribution: z.number(),
  factor: z.number(),
})
const inShadow = { score: z.number(), outcome }
const shadow = z.object({
  rules: z.object({ ruleIds: z.array(z.string()), ...inShadow }).nullable(),
  challengers: z.array(
    z.union([
      z.object({ version: z.string(), ...inShadow }),
      z.object({ version: z.string(), missing: z.string() }),
    ]),
  ),
})
const place = z
  .object({ country: z.string(), city: z.string().nullable(), latitude: z.number(), longitude: z.number() })
  .nullable()

export const user = z.object({
  id: z.string(),
  username: z.string(),
  displayName: z.string(),
  role: z.enum(['analyst', 'senior', 'ruleAuthor', 'compliance', 'auditor', 'administrator', 'registrar']),
  may: z.array(z.enum(CONSOLE_ACTIONS)),
}) satisfies z.ZodType<UserWire>

const ends = { initiatorPlace: place, phonePlace: place }
const sessionFacts = {
  id: z.string(),
  state,
  kind,
  flow: flow.nullable(),
  relyingParty: z.string(),
  person: z.string().nullable(),
  occurredAt: z.string(),
  holdUntil: z.string().nullable(),
  endResult: endResult.nullable(),
  reportedAt: z.string().nullable(),
  secondsLeft: z.number().nullable(),
  sla: z.enum(['inTime', 'dueSoon', 'overdue']).nullable(),
  assignee: z.object({ id: z.string(), name: z.string(), since: z.string(), until: z.string() }).nullable(),
  viewers: z.array(z.object({ id: z.string(), name: z.string() })),
  pendingReview: z
    .object({
      action: z.enum(['release', 'block']),
      by: z.string(),
      byId: z.string(),
      takesEffectAt: z.string(),
    })
    .nullable(),
}

export const sessionItem = z.object({
  ...sessionFacts,
  ...ends,
  decision: z.object({ stage, outcome, decidedBy, score: z.number(), reasons: z.array(reason) }).nullable(),
}) satisfies z.ZodType<SessionItemWire>

const decision = z.object({
  stage,
  outcome,
  decidedBy,
  score: z.number(),
  reasons: z.array(reason),
  features: z.record(
    z.string(),
    z.union([z.object({ value: featureValue }), z.object({ missing: z.string() })]),
  ),
  friction: z
    .object({ secondStep: z.boolean(), waitSeconds: z.number(), codeChoice: z.boolean() })
    .nullable(),
  ruleSetVersion: z.string(),
  modelVersion: z.string().nullable(),
  warningId: z.string().nullable(),
  decidedAt: z.string(),
  tookMs: z.number(),
  suppressedRules: z.array(z.string()),
  withoutModel: z.string().nullable(),
  explored: z.boolean(),
  shadow: shadow.nullable(),
  counterfactual: z
    .object({ circumstance: z.string(), sentence: z.string(), outcome, score: z.number() })
    .nullable(),
})

const phone = z.object({
  accountId: z.string(),
  state: z.string(),
  level,
  enrolledAt: z.string(),
  device: z
    .object({
      platform: z.string(),
      model: z.string(),
      osVersion: z.string(),
      appVersion: z.string(),
      integrity: z.record(z.string(), z.boolean()),
      lastSeenAt: z.string().nullable(),
      place,
    })
    .nullable(),
  keys: z.array(
    z.object({
      purpose: z.string(),
      state: z.string(),
      wrongPins: z.number(),
      lockedUntil: z.string().nullable(),
      createdAt: z.string(),
    }),
  ),
})

export const sessionPage = z.object({
  ...sessionFacts,
  ...ends,
  apiVersion: z.enum(['v2', 'v3']),
  requestedLevel: level,
  personId: z.string().nullable(),
  accountId: z.string().nullable(),
  interactions: z.array(
    z.object({
      type: z.enum([
        'displayTextAndPIN',
        'verificationCodeChoice',
        'confirmationMessage',
        'confirmationMessageAndVerificationCodeChoice',
      ]),
      text: z.string(),
    }),
  ),
  interactionUsed: z.string().nullable(),
  verificationCode: z.string().nullable(),
  amount: z.object({ minor: z.string(), currency: z.string().nullable() }).nullable(),
  linkedSessionId: z.string().nullable(),
  times: z.object({
    occurredAt: z.string(),
    expiresAt: z.string(),
    deliveredAt: z.string().nullable(),
    shownAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    reportedAt: z.string().nullable(),
  }),
  initiator: z.object({ known: z.boolean(), userAgent: z.string().nullable(), hasTrackingId: z.boolean() }),
  phones: z.array(phone),
  decisions: z.array(decision),
  lateScores: z.array(
    z.object({
      stage,
      outcome,
      score: z.number(),
      reasons: z.array(reason),
      ruleSetVersion: z.string(),
      modelVersion: z.string().nullable(),
      createdAt: z.string(),
    }),
  ),
  thresholds: z.object({ warn: z.number(), hold: z.number(), block: z.number(), releaseBlock: z.number() }),
  review: z
    .object({
      action: z.enum(['release', 'block']),
      by: z.string().nullable(),
      comment: z.string().nullable(),
      reviewedAt: z.string(),
    })
    .nullable(),
  labels: z.array(z.object({ fraud: z.boolean(), source: z.string(), labelledAt: z.string() })),
  notices: z.array(
    z.object({ channel: z.string(), template: z.string(), state: z.string(), sentAt: z.string().nullable() }),
  ),
}) satisfies z.ZodType<SessionPageWire>

export const addresses = z.object({
  initiatorIp: z.string().nullable(),
  trackingId: z.string().nullable(),
  phoneIp: z.string().nullable(),
}) satisfies z.ZodType<AddressesWire>

const outcomeCounts = { allow: z.number(), warn: z.number(), hold: z.number(), block: z.number() }

export const counts = z.object({
  at: z.string(),
  open: z.object({
    awaitingClaim: z.number(),
    received: z.number(),
    held: z.number(),
    delivered: z.number(),
  }),
  day: z.object({ ...outcomeCounts, total: z.number(), fallback: z.number(), reported: z.number() }),
  hours: z.array(z.object({ ...outcomeCounts, startsAt: z.string() })),
}) satisfies z.ZodType<CountsWire>

export const exportRecord = run.extend({
  kind: z.enum(EXPORT_KINDS),
  withAddresses: z.boolean(),
  from: z.string().nullable(),
  to: z.string().nullable(),
}) satisfies z.ZodType<ExportWire>

export const relyingParty = z.object({ id: z.string(), name: z.string() })

export type SessionItem = z.infer<typeof sessionItem>
export type SessionPage = z.infer<typeof sessionPage>
export type SessionDecision = z.infer<typeof decision>
export type SessionPhone = z.infer<typeof phone>
export type Reason = z.infer<typeof reason>
export type Place = z.infer<typeof place>
export type Outcome = z.infer<typeof outcome>
export type Counts = z.infer<typeof counts>
export type ExportRecord = z.infer<typeof exportRecord>
export type User = z.infer<typeof user>
