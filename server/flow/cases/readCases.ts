/** What the console reads of cases: lists, one case, its link graph. */

import { slaTagOf } from '../../domain/cases/case.ts'
import type { CaseCursor, CaseFilter, CasePage } from '../../domain/cases/caseQuery.ts'
import type { CaseId, SessionId } from '../../domain/ids.ts'
import { LINKED_SESSIONS_AT_MOST } from '../../domain/sessions/artefact.ts'
import type { Clock } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { CaseContents } from './contentPorts.ts'
import { type LinkGraph, type LinkView, linkGraph } from './linkGraph.ts'
import type { CaseListItem, CasePages, LinkRows } from './ports.ts'
import { type RelatedSessionsDependencies, relatedSessions } from './relatedSessions.ts'

/** Beyond this many rows a total is "more than". */
const COUNTED_AT_MOST = 1_000

export type ReadCasesDependencies = { clock: Clock; casePages: CasePages }

export type CaseItem = CaseListItem & { sla: ReturnType<typeof slaTagOf> }

export async function listCases(deps: ReadCasesDependencies, filter: CaseFilter, page: CasePage) {
  const now = deps.clock.now()
  const [rows, found] = await Promise.all([
    deps.casePages.list(filter, { ...page, limit: page.limit + 1 }, now),
    deps.casePages.count(filter, now, COUNTED_AT_MOST + 1),
  ])
  const shown = rows.slice(0, page.limit)
  const last = rows.length > page.limit ? shown.at(-1) : undefined
  const next: CaseCursor | null = last === undefined ? null : { dueAt: last.dueAt, id: last.id }
  return {
    items: shown.map((row): CaseItem => ({ ...row, sla: slaTagOf(row, now) })),
    next,
    total: Math.min(found, COUNTED_AT_MOST),
    totalIsExact: found <= COUNTED_AT_MOST,
  }
}

/** @throws AppError notFound. */
export async function readCase(
  deps: ReadCasesDependencies & { caseContents: Pick<CaseContents, 'files'> },
  id: CaseId,
) {
  const found = await deps.casePages.find(id)
  if (found === null) throw new AppError('notFound', 'There is no such case')
  const files = await deps.caseContents.files(id)
  return { ...found, sla: slaTagOf(found, deps.clock.now()), files }
}

export async function casesOfSession(deps: ReadCasesDependencies, id: SessionId): Promise<CaseItem[]> {
  const now = deps.clock.now()
  return (await deps.casePages.ofSession(id)).map((row) => ({ ...row, sla: slaTagOf(row, now) }))
}

/**
 * Of the case's own sessions, or with those of "who else" around them: three queries more.
 * @throws AppError notFound.
 */
export async function readLinkGraph(
  deps: RelatedSessionsDependencies & { linkRows: LinkRows },
  id: CaseId,
  view: LinkView & { around: boolean },
): Promise<LinkGraph> {
  if ((await deps.cases.find(id)) === null) throw new AppError('notFound', 'There is no such case')
  const own = await deps.linkRows.ofCase(id)
  const others = view.around ? (await relatedSessions(deps, id, {})).others.map((one) => one.sessionId) : []
  const around = others.length === 0 ? [] : await deps.linkRows.ofSessions(others)
  return linkGraph([...own, ...around], view, LINKED_SESSIONS_AT_MOST)
}
