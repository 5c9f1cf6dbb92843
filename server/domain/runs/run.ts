/** Runs: long work that is requested, done by a worker in the background, watched and cancelled. */

import type { ConsoleUserId, Id } from '../ids.ts'
import type { TrainingOptions, TrainingResult } from '../model.ts'
import type { Instant } from '../time.ts'
import type { ExportOrder, ExportResult } from './export.ts'
import type { ReplayRequest, ReplayResult } from './replay.ts'

export const RUN_KINDS = ['training', 'replay', 'export'] as const
export type RunKind = (typeof RUN_KINDS)[number]

/** What a run of each kind is called where ids and audit events name it. */
export const RUN_OBJECTS = {
  training: 'trainingRun',
  replay: 'replay',
  export: 'export',
} as const satisfies Record<RunKind, string>

export type RunIdOf<Kind extends RunKind> = Id<(typeof RUN_OBJECTS)[Kind]>
export type RunId = RunIdOf<RunKind>

export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type RunState = (typeof RUN_STATES)[number]

export const RUN_STEPS = [
  'waiting',
  'reading',
  'training',
  'evaluating',
  'replaying',
  'writing',
  'ended',
] as const
export type RunStep = (typeof RUN_STEPS)[number]

/** `done` of `total` in this step (sessions, rows, epochs); null: not counted. It never falls within a step. */
export type RunProgress = { step: RunStep; done: number; total: number | null }

/** Why a run failed: a code and numbers. */
export type RunError =
  | { code: 'notEnoughSessions'; sessions: number; needed: number }
  | { code: 'noRows'; training: number; validation: number }
  /** Rules or a model of a replay do not fit this program. */
  | { code: 'cannotRun' }
  /** Each attempt ended without a result: its worker or its process died, or the work threw. */
  | { code: 'processEnded' }
  | { code: 'internal' }
export type RunErrorCode = RunError['code']

/** What is requested of a run, by kind, and what it keeps of what came of it. */
export type RunRequests = { training: TrainingOptions; replay: ReplayRequest; export: ExportOrder }
export type RunResults = { training: TrainingResult; replay: ReplayResult; export: ExportResult }

export type Run<Kind extends RunKind> = RunProgress & {
  id: RunIdOf<Kind>
  kind: Kind
  state: RunState
  request: RunRequests[Kind]
  /** Only where it is done. */
  result: RunResults[Kind] | null
  /** Only where it has failed. */
  error: RunError | null
  /** Null: the schedule. */
  requestedBy: ConsoleUserId | null
  /** How often a worker took it. */
  attempts: number
  createdAt: Instant
  startedAt: Instant | null
  finishedAt: Instant | null
}

const ENDED: readonly string[] = ['done', 'failed', 'cancelled'] satisfies RunState[]

/** There is more to come; so it is with a state that only a newer service knows. */
export function isOpenRun({ state }: { state: string }): boolean {
  return !ENDED.includes(state)
}
