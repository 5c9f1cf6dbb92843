/** What the console API answers about cases, checked on arrival and held against the server's types. */
import { z } from 'zod'
import type {
  CampaignDecisionWire,
  CaseEventWire,
  CaseFileWire,
  CaseItemWire,
  CaseNoteWire,
  CasePageWire,
  CaseSessionWire,
  RelatedSessionsWire,
} from '../../../server/console-api/cases/wire.ts'
import { CASE_KINDS, CASE_SEVERITIES, CASE_STATES, SLA_TAGS } from '../../../server/domain/cases/case.ts'
import { CASE_EVENT_KINDS } from '../../../server/domain/cases/caseEvent.ts'
import { ARTEFACT_KINDS } from '../../../server/domain/sessions/artefact.ts'
import { OUTCOMES, SCAM_TYPES } from '../../../server/domain/sessions/decision.ts'
import { DISPOSITIONS } from '../../../server/domain/sessions/label.ts'
import { END_RESULTS, SESSION_KINDS, SESSION_STATES } from '../../../server/domain/sessions/session.ts'

const userRef = z.object({ id: z.string(), name: z.string() })
const userOrService = userRef.nullable()

const loss = z.object({ amountMinor: z.string(), currency: z.string(), recoveredMinor: z.string() })

export const caseItem = z.object({
  id: z.string(),
  kind: z.enum(CASE_KINDS),
  title: z.string(),
  state: z.enum(CASE_STATES),
  severity: z.enum(CASE_SEVERITIES),
  assignee: userOrService,
  openedAt: z.string(),
  openedBy: userOrService,
  dueAt: z.string(),
  sla: z.enum(SLA_TAGS).nullable(),
  sessions: z.number(),
  people: z.number(),
  tags: z.array(z.string()),
  closed: z
    .object({
      disposition: z.enum(DISPOSITIONS),
      scamType: z.enum(SCAM_TYPES).nullable(),
      loss: loss.nullable(),
      at: z.string(),
      by: userRef,
    })
    .nullable(),
  mergedInto: z.string().nullable(),
  version: z.number(),
  changedAt: z.string(),
  changedBy: userOrService,
}) satisfies z.ZodType<CaseItemWire>

export const caseFile = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  sha256: z.string(),
  addedBy: userRef,
  addedAt: z.string(),
}) satisfies z.ZodType<CaseFileWire>

export const casePage = caseItem.extend({
  files: z.array(caseFile),
}) satisfies z.ZodType<CasePageWire>

export const caseSession = z.object({
  id: z.string(),
  state: z.enum(SESSION_STATES),
  kind: z.enum(SESSION_KINDS),
  relyingParty: z.string(),
  person: z.object({ id: z.string(), pseudonym: z.string() }).nullable(),
  occurredAt: z.string(),
  deliveredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  reportedAt: z.string().nullable(),
  endResult: z.enum(END_RESULTS).nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  score: z.number().nullable(),
  review: z.enum(['release', 'block']).nullable(),
  disposition: z.enum(DISPOSITIONS).nullable(),
  addedAt: z.string(),
}) satisfies z.ZodType<CaseSessionWire>

export const caseNote = z.object({
  id: z.string(),
  author: userRef,
  text: z.string(),
  mentions: z.array(userRef),
  at: z.string(),
}) satisfies z.ZodType<CaseNoteWire>

export const caseEvent = z.object({
  id: z.string(),
  caseId: z.string(),
  kind: z.enum(CASE_EVENT_KINDS),
  by: userOrService,
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  text: z.string().nullable(),
  at: z.string(),
}) satisfies z.ZodType<CaseEventWire>

const artefactKind = z.enum(ARTEFACT_KINDS)

export const whoElse = z.object({
  since: z.string(),
  artefacts: z.array(
    z.object({
      kind: artefactKind,
      key: z.string(),
      label: z.string().nullable(),
      own: z.number(),
      sessions: z.number(),
      people: z.number(),
      isExact: z.boolean(),
      ties: z.boolean(),
    }),
  ),
  others: z.array(
    z.object({
      sessionId: z.string(),
      personId: z.string().nullable(),
      shares: z.array(artefactKind),
      caseId: z.string().nullable(),
    }),
  ),
  people: z.number(),
  isCut: z.boolean(),
}) satisfies z.ZodType<RelatedSessionsWire>

export const campaignDecision = z.object({
  results: z.array(z.object({ sessionId: z.string(), result: z.string() })),
  notHeld: z.number(),
}) satisfies z.ZodType<CampaignDecisionWire>

export const linkGraph = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['person', 'account', 'address', 'network', 'relyingParty', 'text']),
      label: z.string().nullable(),
      sessions: z.number(),
      held: z.number(),
      fraud: z.number(),
    }),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string(), sessions: z.number() })),
  sessions: z.number(),
  sessionsAreCut: z.boolean(),
  nodesLeftOut: z.number(),
})

export const assignee = userRef.extend({ role: z.string() })

export type UserRef = z.infer<typeof userRef>
export type CaseItem = z.infer<typeof caseItem>
export type CasePage = z.infer<typeof casePage>
export type CaseFile = z.infer<typeof caseFile>
export type CaseSession = z.infer<typeof caseSession>
export type CaseNote = z.infer<typeof caseNote>
export type CaseEvent = z.infer<typeof caseEvent>
export type Loss = z.infer<typeof loss>
export type WhoElse = z.infer<typeof whoElse>
export type Artefact = Pick<WhoElse['artefacts'][number], 'kind' | 'key'>
export type CampaignDecision = z.infer<typeof campaignDecision>
export type CaseGraph = z.infer<typeof linkGraph>
export type Assignee = z.infer<typeof assignee>
