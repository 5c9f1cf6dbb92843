/**
 * runTraining: a worker has a run trained by a process of its own, so that no other queue waits for it, and writes
 * what comes of it. The worker keeps the run's lease alive; whoever finds a lease run out takes the run up anew.
 */
import { createHash } from 'node:crypto'
import { type TrainingRunId, toId } from '../../domain/ids.ts'
import type { TrainingError, TrainingProgress, TrainingRun } from '../../domain/model.ts'
import { addMs } from '../../domain/time.ts'
import type { EngineSource } from '../../risk/engine.ts'
import type { OutboxStore } from '../../stores/database/outbox.ts'
import type { Attempt, TrainingRunStore } from '../../stores/models/trainingRuns.ts'
import type { CoreDependencies } from '../dependencies.ts'
import { LEASE_MS, renewLease } from '../runs/renewLease.ts'
import { type TrainingOrder, toRuleSource, trainingMessage } from './trainingMessages.ts'
import type { TrainingOutcome } from './trainOnHistory.ts'

/** A training that ends its process again and again is not tried for ever. */
export const MOST_ATTEMPTS = 3

/** Trains in a process of its own, and is heard until that has ended. */
export interface TrainingProcess {
  /** Resolves when the process has ended, however it ended. An abort ends it at once. */
  run(order: TrainingOrder, onMessage: (message: unknown) => void, signal: AbortSignal): Promise<void>
  /** True once this worker is to stop: its processes are ended and what they did is given back. */
  isStopping(): boolean
}

export type RunTrainingDependencies = Pick<CoreDependencies, 'clock' | 'random' | 'log'> & {
  trainingRuns: TrainingRunStore
  trainingProcess: TrainingProcess
  outbox: Pick<OutboxStore, 'remove'>
  engines: EngineSource
}

/** @throws where the process ended without a word; the queue tries again. */
export async function runTraining(
  deps: RunTrainingDependencies,
  job: { runId: string; outboxId: string },
): Promise<void> {
  const runId = toId<'trainingRun'>(job.runId)
  const run = await deps.trainingRuns.find(runId)
  if (run === null || isEnded(run)) return await deps.outbox.remove(job.outboxId)
  const attempt: Attempt = { runId, worker: deps.random.id<'trainingAttempt'>() }
  const now = deps.clock.now()
  // Another worker holds it: its outbox row comes back until it has ended.
  if (!(await deps.trainingRuns.claim(attempt, now, addMs(now, LEASE_MS)))) return
  const end = () => ({ at: deps.clock.now(), outboxId: job.outboxId })
  if (run.attempts >= MOST_ATTEMPTS) {
    await deps.trainingRuns.fail(attempt, { code: 'processEnded' }, end())
    return
  }
  const outcome = await train(deps, attempt, run)
  if (outcome === 'lost') return await forgetEnded(deps, runId, job.outboxId)
  if (outcome === 'ended') return await requeue(deps, attempt)
  if ('error' in outcome) await fail(deps, attempt, outcome.error, end())
  else await finish(deps, attempt, run, outcome.model, end())
}

function isEnded({ state }: Pick<TrainingRun, 'state'>): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}

/** `lost`: cancelled, or taken by another. `ended`: the process ended without a word. */
async function train(
  deps: RunTrainingDependencies,
  attempt: Attempt,
  run: TrainingRun,
): Promise<TrainingOutcome | 'lost' | 'ended'> {
  let progress: TrainingProgress = { step: 'reading', done: 0, total: null }
  let outcome: TrainingOutcome | null = null
  const lost = new AbortController()
  const lease = renewLease(deps, lost, (until) => deps.trainingRuns.heartbeat(attempt, until, progress))
  const onMessage = (message: unknown) => {
    const parsed = trainingMessage.parse(message)
    if ('progress' in parsed) progress = parsed.progress
    else outcome = parsed
  }
  try {
    const rules = toRuleSource(deps.engines.current().ruleSet)
    await deps.trainingProcess.run({ options: run.options, rules }, onMessage, lost.signal)
  } finally {
    await lease.stop()
  }
  if (lost.signal.aborted) return 'lost'
  return outcome ?? 'ended'
}

async function finish(
  deps: RunTrainingDependencies,
  attempt: Attempt,
  run: TrainingRun,
  model: Extract<TrainingOutcome, { model: object }>['model'],
  end: { at: TrainingRun['createdAt']; outboxId: string },
): Promise<void> {
  const id = deps.random.id<'model'>()
  const version = versionOf(model, attempt)
  const done = await deps.trainingRuns.finish(
    attempt,
    { id, version, ...model },
    {
      ...end,
      audit: {
        id: deps.random.id<'auditEvent'>(),
        actor:
          run.requestedBy === null
            ? { kind: 'system', id: null }
            : { kind: 'consoleUser', id: run.requestedBy },
        action: 'model.trained',
        object: { kind: 'model', id },
        details: {
          version,
          kind: model.kind,
          trainingRunId: attempt.runId,
          rows: model.rows.training.rows,
          frauds: model.rows.training.frauds,
        },
        occurredAt: end.at,
      },
    },
  )
  if (done) deps.log.info({ runId: attempt.runId, modelId: id, kind: model.kind }, 'a model was trained')
}

async function fail(
  deps: RunTrainingDependencies,
  attempt: Attempt,
  error: TrainingError,
  end: { at: TrainingRun['createdAt']; outboxId: string },
): Promise<void> {
  if (await deps.trainingRuns.fail(attempt, error, end))
    deps.log.warn({ runId: attempt.runId, ...error }, 'a training failed')
}

async function requeue(deps: RunTrainingDependencies, attempt: Attempt): Promise<void> {
  const stopping = deps.trainingProcess.isStopping()
  await deps.trainingRuns.release(attempt, { counts: !stopping })
  if (!stopping) throw new Error(`the process that trained ${attempt.runId} ended without a word`)
}

/** A cancelled run's job is done with; one that another took is theirs. */
async function forgetEnded(
  deps: RunTrainingDependencies,
  runId: TrainingRunId,
  outboxId: string,
): Promise<void> {
  const run = await deps.trainingRuns.find(runId)
  if (run === null || isEnded(run)) await deps.outbox.remove(outboxId)
}

/** Names the weights and the run: two trainings that agree are still two models. */
function versionOf({ kind, artifact }: { kind: string; artifact: object }, { runId }: Attempt): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([runId, artifact]))
    .digest('hex')
  return `${kind}-${digest.slice(0, 12)}`
}
