/** An export's order between the domain's words and the columns `kind`, `from`, `to`, `filter`, `with_addresses`. */
import { z } from 'zod'
import { CASE_KINDS, CASE_SEVERITIES, CASE_STATES, SLA_TAGS } from '../../domain/cases/case.ts'
import type { CaseFilter } from '../../domain/cases/caseQuery.ts'
import { EXPORT_KINDS, type ExportOrder, type ListEntryFilter } from '../../domain/export.ts'
import { toId } from '../../domain/ids.ts'
import { LIST_KINDS } from '../../domain/listEntry.ts'
import { DECIDERS, OUTCOMES } from '../../domain/sessions/decision.ts'
import { DISPOSITIONS } from '../../domain/sessions/label.ts'
import { REVIEWERS } from '../../domain/sessions/review.ts'
import { END_RESULTS, SESSION_KINDS, SESSION_STATES } from '../../domain/sessions/session.ts'
import { LABELLED_AS, SESSION_ARTEFACTS, type SessionFilter } from '../../domain/sessions/sessionQuery.ts'
import { fromDate, toDate, toInstant } from '../../domain/time.ts'
import { Prisma as Sql } from '../database/generated/client.ts'
import type { ExportModel } from '../database/generated/models.ts'
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

const exportKind = z.enum(EXPORT_KINDS)

/** @throws ZodError where the row holds what no order does. */
export function toOrder(
  row: Pick<ExportModel, 'kind' | 'from' | 'to' | 'filter' | 'withAddresses'>,
): ExportOrder {
  const kind = exportKind.parse(row.kind)
  switch (kind) {
    case 'evidence': {
      if (row.from === null || row.to === null) throw new RangeError('an export of evidence has a period')
      return { kind, from: fromDate(row.from), to: fromDate(row.to) }
    }
    case 'sessions':
      return { kind, filter: sessionFilter.parse(row.filter), withAddresses: row.withAddresses }
    case 'cases':
    case 'campaigns':
      return { kind, filter: caseFilter.parse(row.filter) }
    case 'lists':
      return { kind, filter: listFilter.parse(row.filter) }
    case 'rules':
    case 'models':
      return { kind }
  }
}

export function toOrderColumns(order: ExportOrder) {
  return {
    kind: order.kind,
    from: order.kind === 'evidence' ? toDate(order.from) : null,
    to: order.kind === 'evidence' ? toDate(order.to) : null,
    filter: 'filter' in order ? order.filter : Sql.DbNull,
    withAddresses: order.kind === 'sessions' && order.withAddresses,
  }
}
