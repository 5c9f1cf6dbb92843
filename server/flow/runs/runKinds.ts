/** What of a run is decided by its kind alone: its job, its audit events, how often it is tried. */
import type { AuditAction } from '../../domain/auditEvent.ts'
import type { RunKind } from '../../domain/runs/run.ts'
import type { Job } from '../../jobQueue/jobs.ts'

export type RunKindFacts = {
  job(id: string): Job
  requested: AuditAction
  cancelled: AuditAction
  /** Attempts that may end without a result before the run is failed. */
  attempts: number
  /** Public sentences. */
  isMissing: string
  hasEnded: string
}

export const RUN_KIND_FACTS = {
  training: {
    job: (runId) => ({ job: 'train', payload: { runId } }),
    requested: 'training.requested',
    cancelled: 'training.cancelled',
    attempts: 3,
    isMissing: 'There is no such training run',
    hasEnded: 'This training has ended already',
  },
  replay: {
    job: (replayId) => ({ job: 'replay', payload: { replayId } }),
    requested: 'replay.requested',
    cancelled: 'replay.cancelled',
    attempts: 3,
    isMissing: 'There is no such replay',
    hasEnded: 'This replay has ended already',
  },
  export: {
    job: (exportId) => ({ job: 'export', payload: { exportId } }),
    requested: 'export.created',
    cancelled: 'export.cancelled',
    attempts: 3,
    isMissing: 'There is no such export',
    hasEnded: 'This export has ended already',
  },
} as const satisfies Record<RunKind, RunKindFacts>
