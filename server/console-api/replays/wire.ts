/** What the console API answers about replays: times are ISO 8601 in UTC; people are names. */
import type { ReplayError, ReplayRequest, ReplayState } from '../../domain/replay.ts'
import type { ReplayReport } from '../../flow/replays/requestReplay.ts'

export type AskedReplayWire = Omit<ReplayRequest, 'from' | 'to'> & { from: string; to: string }

export type ReplayWire = {
  id: string
  state: ReplayState
  /** Sessions read, of how many; null before they were counted. */
  done: number
  of: number | null
  error: ReplayError | null
  asked: AskedReplayWire
  requestedBy: string
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}

export type ReplayReportWire = Omit<ReplayReport, 'from' | 'to'> & { from: string; to: string }

/** `report` null: not done. */
export type ReplayPageWire = ReplayWire & { report: ReplayReportWire | null }
