/** What ties sessions to a campaign: shared artefacts, the link graph, and deciding all of them at once. */
import { z } from 'zod'
import { CASE_KINDS } from '../domain/cases/case.ts'
import { NODE_KINDS } from '../domain/cases/linkGraph.ts'
import { ARTEFACT_KINDS } from '../domain/sessions/artefact.ts'
import { REVIEW_ACTIONS, REVIEW_RESULTS } from '../domain/sessions/review.ts'
import { version } from './cases.ts'
import { openEnum } from './forms/closedSet.ts'
import { count, jsonText, time, uuid } from './forms/formats.ts'

/** None: those that tie by themselves. */
const ties = {
  kinds: z.array(z.enum(ARTEFACT_KINDS)).min(1).exactOptional(),
  /** Single artefacts of the case. */
  artefacts: z
    .array(z.strictObject({ kind: z.enum(ARTEFACT_KINDS), key: z.string().min(1).max(64) }))
    .min(1)
    .max(100)
    .exactOptional(),
}
export const relatedSessionsBody = z.strictObject(ties)
export const addOthersBody = z.strictObject({ version, ...ties })

const artefact = z.object({
  kind: openEnum(ARTEFACT_KINDS),
  /** The digest that sessions carry. */
  key: z.string(),
  /** A relying party's name, a text; null for digests. */
  label: z.string().nullable(),
  /** Sessions of the case with it, and other sessions and people. */
  own: count,
  sessions: count,
  people: count,
  /** False: that many or more. */
  isExact: z.boolean(),
  /** Whether the sessions below are those with it. */
  ties: z.boolean(),
})

export const whoElse = z.object({
  /** Event time from which on it looks. */
  since: time,
  artefacts: z.array(artefact),
  others: z.array(
    z.object({
      sessionId: uuid,
      personId: uuid.nullable(),
      shares: z.array(openEnum(ARTEFACT_KINDS)),
      /** The open case that has it. */
      caseId: uuid.nullable(),
    }),
  ),
  people: count,
  isCut: z.boolean(),
})

/** The case after others were added to it. */
export const othersAdded = z.object({
  kind: openEnum(CASE_KINDS),
  version: z.int(),
  added: z.array(uuid),
  elsewhere: z.array(z.object({ sessionId: uuid, caseId: uuid })),
  isCut: z.boolean(),
})

export const decideBody = z.strictObject({
  action: z.enum(REVIEW_ACTIONS),
  comment: z.string().trim().max(1_000).nullable().default(null),
})

export const campaignDecision = z.object({
  results: z.array(z.object({ sessionId: uuid, result: openEnum(REVIEW_RESULTS) })),
  /** Sessions of the case that were not held when the decision came. */
  notHeld: count,
})

const nodeId = z.string().min(1).max(100)
export const graphQuery = z.object({
  around: z.enum(['true', 'false']).default('false'),
  isolate: nodeId.nullable().default(null),
  hide: jsonText(z.array(nodeId).max(200)).default([]),
})

export const linkGraph = z.object({
  nodes: z.array(
    z.object({
      /** `kind:key`, with the id or the digest that sessions carry. */
      id: z.string(),
      kind: openEnum(NODE_KINDS),
      label: z.string().nullable(),
      sessions: count,
      held: count,
      fraud: count,
    }),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string(), sessions: count })),
  sessions: count,
  sessionsAreCut: z.boolean(),
  nodesLeftOut: count,
})

export type RelatedSessions = z.output<typeof whoElse>
export type ArtefactOfCase = RelatedSessions['artefacts'][number]
export type OthersAdded = z.output<typeof othersAdded>
export type CampaignDecision = z.output<typeof campaignDecision>
export type CaseGraph = z.output<typeof linkGraph>
