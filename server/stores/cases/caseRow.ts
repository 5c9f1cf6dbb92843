/** Between a row of `cases` and the domain's Case. */
import { z } from 'zod'
import type { Case } from '../../domain/cases/case.ts'
import type { CaseEvent } from '../../domain/cases/caseEvent.ts'
import { type ConsoleUserId, toId } from '../../domain/ids.ts'
import { SCAM_TYPES } from '../../domain/sessions/decision.ts'
import { fromDate, toDate } from '../../domain/time.ts'
import type { CaseModel } from '../database/generated/models.ts'

const scamType = z.enum(SCAM_TYPES).nullable()

export function toCase(row: CaseModel): Case {
  const { kind, title, state, severity, version } = row
  return {
    id: toId<'case'>(row.id),
    kind,
    title,
    state,
    severity,
    version,
    assigneeId: userOrNull(row.assigneeId),
    openedAt: fromDate(row.openedAt),
    dueAt: fromDate(row.dueAt),
    openedBy: userOrNull(row.openedBy),
    closed: toClosed(row),
    mergedIntoId: row.mergedIntoId === null ? null : toId<'case'>(row.mergedIntoId),
    changedAt: fromDate(row.changedAt),
    changedBy: userOrNull(row.changedBy),
  }
}

function toClosed(row: CaseModel): Case['closed'] {
  const { disposition, closedAt, closedBy, lossMinor, lossCurrency, recoveredMinor } = row
  if (disposition === null || closedAt === null || closedBy === null) return null
  return {
    disposition,
    scamType: scamType.parse(row.scamType),
    loss:
      lossMinor === null || lossCurrency === null || recoveredMinor === null
        ? null
        : { amountMinor: lossMinor, currency: lossCurrency, recoveredMinor },
    at: fromDate(closedAt),
    by: toId<'consoleUser'>(closedBy),
  }
}

/** The columns of a closing; all null where the case is open again. */
export function toClosedColumns(closed: Case['closed']) {
  return {
    disposition: closed?.disposition ?? null,
    scamType: closed?.scamType ?? null,
    lossMinor: closed?.loss?.amountMinor ?? null,
    lossCurrency: closed?.loss?.currency ?? null,
    recoveredMinor: closed?.loss?.recoveredMinor ?? null,
    closedAt: closed === null ? null : toDate(closed.at),
    closedBy: closed?.by ?? null,
  }
}

export function toEventRow({ at, by, ...event }: CaseEvent) {
  return { ...event, actorId: by, occurredAt: toDate(at) }
}

export function userOrNull(id: string | null): ConsoleUserId | null {
  return id === null ? null : toId<'consoleUser'>(id)
}
