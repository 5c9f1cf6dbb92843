/** What the console API answers about replays: times are ISO 8601 in UTC. */
import type { RunWire } from '../../contract/runs.ts'
import type { ReplayRequest, ReplayResult } from '../../domain/replay.ts'
import type { ReplayReport } from '../../flow/replays/requestReplay.ts'

export type AskedReplayWire = Omit<ReplayRequest, 'from' | 'to'> & { from: string; to: string }

/** `done` and `total` are sessions. `result` null: not done. */
export type ReplayWire = RunWire & { asked: AskedReplayWire; result: ReplayResult | null }

export type ReplayReportWire = Omit<ReplayReport, 'from' | 'to'> & { from: string; to: string }

/** `report` null: not done. */
export type ReplayPageWire = ReplayWire & { report: ReplayReportWire | null }
