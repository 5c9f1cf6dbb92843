/**
 * runReplay: a worker has a replay made by a process of its own, so that no other queue waits for it, and writes
 * what comes of it. Whoever finds a lease run out takes the replay up anew.
 */
import { toId } from '../../domain/ids.ts'
import { isEndedReplay, type ReplayId, type ReplayProgress } from '../../domain/replay.ts'
import { addMs } from '../../domain/time.ts'
import type { OutboxStore } from '../../stores/database/outbox.ts'
import type { ReplayAttempt, ReplayStore } from '../../stores/replays/replays.ts'
import type { CoreDependencies } from '../dependencies.ts'
import { LEASE_MS, renewLease } from '../runs/renewLease.ts'
import { type ReplayOutcome, replayMessage } from './replaySchemas.ts'

/** A replay that ends its process again and again is not tried for ever. */
const MOST_ATTEMPTS = 3

/** Replays in a process of its own, and is heard until that has ended. */
export interface ReplayProcess {
  /** Resolves when the process has ended, however it ended. An abort ends it at once. */
  run(
    order: { replayId: ReplayId },
    onMessage: (message: unknown) => void,
    signal: AbortSignal,
  ): Promise<void>
  /** True once this worker is to stop: its processes are ended and what they did is given back. */
  isStopping(): boolean
}

export type RunReplayDependencies = Pick<CoreDependencies, 'clock' | 'random' | 'log'> & {
  replays: ReplayStore
  replayProcess: ReplayProcess
  outbox: Pick<OutboxStore, 'remove'>
}

/** @throws where the process ended without a word; the queue tries again. */
export async function runReplay(
  deps: RunReplayDependencies,
  job: { replayId: string; outboxId: string },
): Promise<void> {
  const replayId = toId<'replay'>(job.replayId)
  const replay = await deps.replays.find(replayId)
  if (replay === null || isEndedReplay(replay)) return await deps.outbox.remove(job.outboxId)
  const attempt: ReplayAttempt = { replayId, worker: deps.random.id<'replayAttempt'>() }
  const now = deps.clock.now()
  // Another worker holds it: its outbox row comes back until it has ended.
  if (!(await deps.replays.claim(attempt, now, addMs(now, LEASE_MS)))) return
  const end = () => ({ at: deps.clock.now(), outboxId: job.outboxId })
  if (replay.attempts >= MOST_ATTEMPTS) {
    await deps.replays.fail(attempt, { code: 'processEnded' }, end())
    return
  }
  const { outcome, progress } = await work(deps, attempt)
  if (outcome === 'lost') return await forgetEnded(deps, replayId, job.outboxId)
  if (outcome === 'ended') return await requeue(deps, attempt)
  if ('error' in outcome) {
    await deps.replays.fail(attempt, outcome.error, end())
    return
  }
  await deps.replays.finish(attempt, { report: outcome.report, progress }, end())
}

type Worked = {
  /** `lost`: cancelled, or taken by another. `ended`: the process ended without a word. */
  outcome: ReplayOutcome | 'lost' | 'ended'
  progress: ReplayProgress
}

async function work(deps: RunReplayDependencies, attempt: ReplayAttempt): Promise<Worked> {
  let progress: ReplayProgress = { done: 0, total: null }
  let outcome: ReplayOutcome | null = null
  const lost = new AbortController()
  const lease = renewLease(deps, lost, (until) => deps.replays.heartbeat(attempt, until, progress))
  const onMessage = (message: unknown) => {
    const parsed = replayMessage.parse(message)
    if ('progress' in parsed) progress = parsed.progress
    else outcome = parsed
  }
  try {
    await deps.replayProcess.run({ replayId: attempt.replayId }, onMessage, lost.signal)
  } finally {
    await lease.stop()
  }
  return { outcome: lost.signal.aborted ? 'lost' : (outcome ?? 'ended'), progress }
}

async function requeue(deps: RunReplayDependencies, attempt: ReplayAttempt): Promise<void> {
  const stopping = deps.replayProcess.isStopping()
  await deps.replays.release(attempt, { counts: !stopping })
  if (!stopping) throw new Error(`the process of the replay ${attempt.replayId} ended without a word`)
}

/** A cancelled replay's job is done with; one that another took is theirs. */
async function forgetEnded(deps: RunReplayDependencies, id: ReplayId, outboxId: string): Promise<void> {
  const replay = await deps.replays.find(id)
  if (replay === null || isEndedReplay(replay)) await deps.outbox.remove(outboxId)
}
