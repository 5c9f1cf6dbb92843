/** What was ordered of an export, as its run keeps it. */
import { z } from 'zod'
import { CASE_KINDS, CASE_SEVERITIES, CASE_STATES, SLA_TAGS } from '../../domain/cases/case.ts'
import type { CaseFilter } from '../../domain/cases/caseQuery.ts'
import { toId } from '../../domain/ids.ts'
import { LIST_KINDS } from '../../domain/listEntry.ts'
import type { ExportKind, ExportOrder, ListEntryFilter } from '../../domain/runs/export.ts'
import { DECIDERS, OUTCOMES } from '../../domain/sessions/decision.ts'
import { DISPOSITIONS } from '../../domain/sessions/label.ts'
import { REVIEWERS } from '../../domain/sessions/review.ts'
import { END_RESULTS, SESSION_KINDS, SESSION_STATES } from '../../domain/sessions/session.ts'
import { LABELLED_AS, SESSION_ARTEFACTS, type SessionFilter } from '../../domain/sessions/sessionQuery.ts'
import { toInstant } from '../../domain/time.ts'
import { searchTarget } from '../queue/searches.ts'

const idOf = <Kind extends string>() => z.string().transform(toId<Kind>)
const instant = z.int().transform(toInstant)

// Strict: a member that nobody knows would have narrowed the rows.
const sessionFilter = z.strictObject({
  flagged: z.boolean().exactOptional(),
  states: z.array(z.enum(SESSION_STATES)).exactOptional(),
  kinds: z.array(z.enum(SESSION_KINDS)).exactOptional(),
  outcomes: z.array(z.enum(OUTCOMES)).exactOptional(),
  relyingPartyId: idOf<'relyingParty'>().exactOptional(),
  subjectId: idOf<'subject'>().exactOptional(),
  accountId: idOf<'account'>().exactOptional(),
  from: instant.exactOptional(),
  to: instant.exactOptional(),
  decidedBy: z.enum(DECIDERS).exactOptional(),
  scoreFrom: z.number().exactOptional(),
  scoreTo: z.number().exactOptional(),
  reasonCode: z.string().exactOptional(),
  ruleId: z.string().exactOptional(),
  endResults: z.array(z.enum(END_RESULTS)).exactOptional(),
  reported: z.boolean().exactOptional(),
  labelledAs: z.enum(LABELLED_AS).exactOptional(),
  reviewedBy: z.enum(REVIEWERS).exactOptional(),
  artefact: z.strictObject({ kind: z.enum(SESSION_ARTEFACTS), key: z.string() }).exactOptional(),
  assignee: z.union([z.literal('nobody'), idOf<'consoleUser'>()]).exactOptional(),
  search: searchTarget.exactOptional(),
}) satisfies z.ZodType<SessionFilter>

const caseFilter = z.strictObject({
  states: z.array(z.enum(CASE_STATES)).exactOptional(),
  kinds: z.array(z.enum(CASE_KINDS)).exactOptional(),
  severities: z.array(z.enum(CASE_SEVERITIES)).exactOptional(),
  assigneeId: idOf<'consoleUser'>().nullable().exactOptional(),
  sla: z.enum(SLA_TAGS).exactOptional(),
  tag: z.string().exactOptional(),
  dispositions: z.array(z.enum(DISPOSITIONS)).exactOptional(),
  mentions: idOf<'consoleUser'>().exactOptional(),
  subjectId: idOf<'subject'>().exactOptional(),
  text: z.string().exactOptional(),
}) satisfies z.ZodType<CaseFilter>

const listFilter = z.strictObject({
  kind: z.enum(LIST_KINDS).nullable(),
  effect: z.enum(OUTCOMES).nullable(),
  inForceAt: instant.nullable(),
}) satisfies z.ZodType<ListEntryFilter>

const ORDERS = {
  evidence: z.object({ kind: z.literal('evidence'), from: instant, to: instant }),
  sessions: z.object({ kind: z.literal('sessions'), filter: sessionFilter, withAddresses: z.boolean() }),
  cases: z.object({ kind: z.literal('cases'), filter: caseFilter }),
  campaigns: z.object({ kind: z.literal('campaigns'), filter: caseFilter }),
  rules: z.object({ kind: z.literal('rules') }),
  lists: z.object({ kind: z.literal('lists'), filter: listFilter }),
  models: z.object({ kind: z.literal('models') }),
} satisfies { [Kind in ExportKind]: z.ZodType<ExportOrder & { kind: Kind }> }

/** An order as its run keeps it. */
export const exportOrder = z.discriminatedUnion('kind', [
  ORDERS.evidence,
  ORDERS.sessions,
  ORDERS.cases,
  ORDERS.campaigns,
  ORDERS.rules,
  ORDERS.lists,
  ORDERS.models,
])
