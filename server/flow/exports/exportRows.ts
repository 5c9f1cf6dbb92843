/** The rows of an export, read by their ids in batches and written as CSV: never all in memory. */
import { slaTagOf } from '../../domain/cases/case.ts'
import type { CaseCursor, CaseFilter } from '../../domain/cases/caseQuery.ts'
import type { SessionId } from '../../domain/ids.ts'
import type { ListEntry } from '../../domain/listEntry.ts'
import type { ModelSummary } from '../../domain/model.ts'
import type { ExportOrder, ListEntryFilter } from '../../domain/runs/export.ts'
import type { AddressFacts, Place } from '../../domain/sessions/facts.ts'
import type { SessionCursor, SessionFilter } from '../../domain/sessions/sessionQuery.ts'
import type { Clock } from '../../domain/time.ts'
import { CASE_COLUMNS, type ListedCase } from '../../reports/casesCsv.ts'
import { type Column, csvHeader, csvRows } from '../../reports/csv.ts'
import { LIST_ENTRY_COLUMNS, type ListedEntry } from '../../reports/listEntriesCsv.ts'
import { type ListedModel, MODEL_COLUMNS } from '../../reports/modelsCsv.ts'
import { type ListedVersion, RULE_COLUMNS } from '../../reports/rulesCsv.ts'
import { type ListedSession, sessionListColumns } from '../../reports/sessionListCsv.ts'
import { sessionsCsvHeader, sessionsCsvRows } from '../../reports/sessionsCsv.ts'
import type { CasePages } from '../cases/ports.ts'
import type { ListReads } from '../lists/ports.ts'
import type { ModelReads } from '../models/ports.ts'
import type { QueueReads } from '../review/sessionRecords.ts'
import type { RuleReads, RuleSummary } from '../rules/ports.ts'
import type { ConsoleUserReads } from '../team/ports.ts'
import type { ExportCounts, ExportedSession, ExportSource } from './ports.ts'

export type ExportRowsDependencies = {
  clock: Clock
  exportSource: ExportSource
  exportCounts: ExportCounts
  queue: Pick<QueueReads, 'list'>
  casePages: Pick<CasePages, 'list'>
  rules: Pick<RuleReads, 'list'>
  lists: Pick<ListReads, 'list' | 'namesOf'>
  models: Pick<ModelReads, 'list'>
  consoleUsers: Pick<ConsoleUserReads, 'displayNames'>
  describeAddress(ip: string): AddressFacts
}

export type ExportRows = {
  /** Null: nobody counted. */
  total: number | null
  header: string
  /** Some rows as CSV, and how many. */
  batches: AsyncGenerator<{ csv: string; rows: number }>
}

/** @param limit rows, or rules with their versions, that are read at once. */
export async function exportRows(
  deps: ExportRowsDependencies,
  order: ExportOrder,
  limit: number,
): Promise<ExportRows> {
  const now = deps.clock.now()
  const counts = deps.exportCounts
  switch (order.kind) {
    case 'evidence':
      return {
        total: await deps.exportSource.countRows(order),
        header: sessionsCsvHeader(),
        batches: evidence(deps, order, limit),
      }
    case 'sessions': {
      const { filter, withAddresses } = order
      const rows = sessions(deps, filter, limit)
      return asCsv(await counts.sessions(filter, now), sessionListColumns(withAddresses), rows)
    }
    case 'cases':
      return asCsv(await counts.cases(order.filter, now), CASE_COLUMNS, cases(deps, order.filter, limit))
    case 'campaigns': {
      const filter: CaseFilter = { ...order.filter, kinds: ['campaign'] }
      return asCsv(await counts.cases(filter, now), CASE_COLUMNS, cases(deps, filter, limit))
    }
    case 'rules':
      return asCsv(await counts.ruleVersions(), RULE_COLUMNS, rules(deps, limit))
    case 'lists': {
      const rows = listEntries(deps, order.filter, limit)
      return asCsv(await counts.listEntries(order.filter), LIST_ENTRY_COLUMNS, rows)
    }
    case 'models':
      return asCsv(await counts.models(), MODEL_COLUMNS, models(deps, limit))
  }
}

function asCsv<Row>(
  total: number | null,
  columns: readonly Column<Row>[],
  rows: AsyncGenerator<Row[]>,
): ExportRows {
  async function* batches() {
    for await (const some of rows) yield { csv: csvRows(columns, some), rows: some.length }
  }
  return { total, header: csvHeader(columns), batches: batches() }
}

async function* evidence(
  deps: ExportRowsDependencies,
  period: Extract<ExportOrder, { kind: 'evidence' }>,
  limit: number,
) {
  let after: SessionId | null = null
  while (true) {
    const rows: ExportedSession[] = await deps.exportSource.rows(period, after, limit)
    const last = rows.at(-1)
    if (last === undefined) return
    yield { csv: sessionsCsvRows(rows), rows: rows.length }
    after = last.id
  }
}

/** Newest first, as of the moment at which the first row is read. */
async function* sessions(
  deps: ExportRowsDependencies,
  filter: SessionFilter,
  limit: number,
): AsyncGenerator<ListedSession[]> {
  const placeOf = (ip: string | null): Place | null => (ip === null ? null : deps.describeAddress(ip).place)
  let after: SessionCursor | null = null
  while (true) {
    const page: Awaited<ReturnType<QueueReads['list']>> = await deps.queue.list(
      filter,
      { order: 'newest', after, limit },
      deps.clock.now(),
    )
    const last = page.at(-1)
    if (last === undefined) return
    yield page.map((row) => ({
      ...row,
      initiatorPlace: placeOf(row.initiatorIp),
      phonePlace: placeOf(row.phoneIp),
    }))
    after = last.cursor
  }
}

async function* cases(
  deps: ExportRowsDependencies,
  filter: CaseFilter,
  limit: number,
): AsyncGenerator<ListedCase[]> {
  let after: CaseCursor | null = null
  while (true) {
    const now = deps.clock.now()
    const page: Awaited<ReturnType<CasePages['list']>> = await deps.casePages.list(
      filter,
      { order: 'newest', after, limit },
      now,
    )
    const last = page.at(-1)
    if (last === undefined) return
    const names = await namesOf(
      deps,
      page.flatMap((one) => [one.assigneeId, one.openedBy, one.closed?.by ?? null]),
    )
    yield page.map((one) => ({
      ...one,
      sla: slaTagOf(one, now),
      assignee: names(one.assigneeId),
      openedByName: names(one.openedBy),
      closedByName: names(one.closed?.by ?? null),
    }))
    after = { dueAt: last.dueAt, id: last.id }
  }
}

async function* rules(deps: ExportRowsDependencies, limit: number): AsyncGenerator<ListedVersion[]> {
  let after: string | null = null
  while (true) {
    const page: RuleSummary[] = await deps.rules.list({ after, limit })
    const last = page.at(-1)
    if (last === undefined) return
    const names = await namesOf(
      deps,
      page.flatMap(({ versions }) => versions.map(({ author }) => author)),
    )
    yield page.flatMap(({ versions, proposal }) =>
      versions.map((version) => ({
        ...version,
        authorName: names(version.author),
        proposed: proposal?.versionId === version.id ? proposal.change : null,
      })),
    )
    after = last.id
  }
}

async function* listEntries(
  deps: ExportRowsDependencies,
  filter: ListEntryFilter,
  limit: number,
): AsyncGenerator<ListedEntry[]> {
  let before: ListEntry['id'] | null = null
  while (true) {
    const page: ListEntry[] = await deps.lists.list({ ...filter, before, limit })
    const last = page.at(-1)
    if (last === undefined) return
    const names = await namesOf(
      deps,
      page.map(({ author }) => author),
    )
    const about = await deps.lists.namesOf(page)
    yield page.map((entry) => ({
      ...entry,
      name: about.get(entry.valueKey) ?? null,
      authorName: names(entry.author),
    }))
    before = last.id
  }
}

async function* models(deps: ExportRowsDependencies, limit: number): AsyncGenerator<ListedModel[]> {
  let after: ModelSummary['id'] | null = null
  while (true) {
    const page: ModelSummary[] = await deps.models.list({ after, limit })
    const last = page.at(-1)
    if (last === undefined) return
    const names = await namesOf(
      deps,
      page.map(({ trainedBy }) => trainedBy),
    )
    yield page.map((model) => ({ ...model, trainedByName: names(model.trainedBy) }))
    after = last.id
  }
}

async function namesOf(deps: ExportRowsDependencies, ids: readonly (string | null)[]) {
  const names = await deps.consoleUsers.displayNames(ids.filter((id) => id !== null))
  return (id: string | null) => (id === null ? null : (names.get(id) ?? null))
}
