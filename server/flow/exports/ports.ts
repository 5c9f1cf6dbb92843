/** What exports need of stores and files. */
import type { CaseFilter } from '../../domain/cases/caseQuery.ts'
import type { SessionId } from '../../domain/ids.ts'
import type { ListEntryFilter } from '../../domain/runs/export.ts'
import type { SessionFilter } from '../../domain/sessions/sessionQuery.ts'
import type { Instant } from '../../domain/time.ts'
import type { ReportedSession } from '../../reports/sessionsCsv.ts'

type Period = { from: Instant; to: Instant }

export type ExportedSession = ReportedSession & { id: SessionId }

/** The evidence of a period (event times, from included and to not). */
export interface ExportSource {
  countRows(period: Period): Promise<number>
  /** The next rows in the order of their ids, after the one given. */
  rows(period: Period, after: SessionId | null, limit: number): Promise<ExportedSession[]>
}

/** How many rows an export will have, for its progress. Null where counting takes longer than it is worth. */
export interface ExportCounts {
  /** @param now wall time: which claims still live. */
  sessions(filter: SessionFilter, now: Instant): Promise<number | null>
  cases(filter: CaseFilter, now: Instant): Promise<number>
  /** Versions that the list of rules shows: what is in use or being written, else the newest. */
  ruleVersions(): Promise<number>
  listEntries(filter: ListEntryFilter): Promise<number>
  models(): Promise<number>
}

/** Files of exports. A file appears under its name only when it is published, and then it is whole. */
export interface ExportFiles {
  /** Writes the chunks beside the final name and makes them durable. @throws whatever `chunks` throws. */
  write(name: string, chunks: AsyncIterable<string>, writer: string): Promise<void>
  /** What this writer wrote takes the name. @throws where it wrote nothing. */
  publish(name: string, writer: string): Promise<void>
  /** Removes what is not published. @param writer null: of every writer. */
  discard(name: string, writer: string | null): Promise<void>
  /** Null where the file is not there. */
  open(name: string): Promise<{ stream: NodeJS.ReadableStream; bytes: number } | null>
}
