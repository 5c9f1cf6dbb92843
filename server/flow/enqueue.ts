/** From the outbox to the queue. */
import { addMs, type Instant, SECOND_MS } from '../domain/time.ts'
import { type Job, parseJob } from '../jobQueue/jobs.ts'
import type { CoreDependencies } from './dependencies.ts'
import type { NewOutboxRow } from './transact.ts'

/** How long the relay leaves a new row to the process that wrote it, and then to the worker that took it. */
const GRACE_MS = 2 * SECOND_MS
const RESEND_MS = 5 * SECOND_MS
const RELAY_BATCH = 500

/** Work that was written and whose effect was not seen yet. */
export interface Outbox {
  /**
   * Takes rows whose time has come and puts their next time `againMs` later, so that two relays never
   * send the same row at once and a row whose job died is sent again.
   */
  takeDue(
    now: Instant,
    againMs: number,
    limit: number,
  ): Promise<{ id: string; job: string; payload: object }[]>
  /** The job's effect is committed elsewhere, or there is nothing to do: forget it. One statement. */
  remove(id: string): Promise<void>
}

export type EnqueueDependencies = Pick<CoreDependencies, 'clock' | 'random' | 'producer' | 'log'>

export function outboxRow(deps: Pick<EnqueueDependencies, 'clock' | 'random'>, job: Job): NewOutboxRow {
  return { id: deps.random.id<'outbox'>(), ...job, notBefore: addMs(deps.clock.now(), GRACE_MS) }
}

/** Tells the queue of rows just committed. A queue that does not answer is no error: the relay sends them again. */
export async function enqueueNow(deps: EnqueueDependencies, rows: readonly NewOutboxRow[]): Promise<void> {
  await Promise.all(rows.map((row) => enqueue(deps, row)))
}

/** Sends every outbox row that is due and whose effect has not been seen; returns how many. */
export async function relayOutbox(
  deps: EnqueueDependencies & Pick<CoreDependencies, 'outbox'>,
): Promise<number> {
  const rows = await deps.outbox.takeDue(deps.clock.now(), RESEND_MS, RELAY_BATCH)
  await enqueueNow(
    deps,
    rows.map((row) => ({ ...row, notBefore: deps.clock.now() })),
  )
  return rows.length
}

async function enqueue(deps: EnqueueDependencies, row: NewOutboxRow): Promise<void> {
  try {
    await deps.producer.enqueue(row.id, parseJob(row.job, row.payload))
  } catch (error) {
    deps.log.warn(
      { err: error, job: row.job, outboxId: row.id },
      'the queue did not take a job; its outbox row will send it again',
    )
  }
}
