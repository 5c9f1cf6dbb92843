/**
 * The one way in which a flow writes: `transact` gives the stores of one transaction. What they write is committed
 * together or not at all, and jobs that were added to the outbox are told to the job queue after the commit.
 */

import type { AuditEvent } from '../domain/auditEvent.ts'
import { Overtaken } from '../domain/conflicts.ts'
import type { Clock, Instant } from '../domain/time.ts'
import type { Job } from '../jobQueue/jobs.ts'
import { type EnqueueDependencies, enqueueNow, outboxRow } from './enqueue.ts'
import type { Random } from './ports.ts'

/** Who holds locks for longer is ended; unless told otherwise after half a minute. */
export type TransactionLimits = { withinMs?: number }

export interface Transactions<Stores> {
  /** @throws AlreadyExists where a key was taken; whatever `work` throws. Nothing was written then. */
  run<Result>(work: (stores: Stores) => Promise<Result>, limits?: TransactionLimits): Promise<Result>
}

/** The source of a job, removed with the change that is the job's effect. `notBefore`: when the relay sends it again. */
export type NewOutboxRow = { id: string; job: string; payload: object; notBefore: Instant }

export interface OutboxWrites {
  append(rows: readonly NewOutboxRow[]): Promise<void>
  /** What was appended in this transaction so far. */
  appended(): readonly NewOutboxRow[]
  /** The job's effect is written, or there is nothing to do: forget it. */
  remove(id: string): Promise<void>
}

export interface AuditWrites {
  append(events: readonly AuditEvent[]): Promise<void>
}

/** What every transaction has beside the stores of its room. */
export type CoreStores = { outbox: OutboxWrites; audit: AuditWrites }

export type Transaction<Stores extends CoreStores = CoreStores> = Stores & { clock: Clock; random: Random }

export type TransactDependencies<Stores extends CoreStores = CoreStores> = EnqueueDependencies & {
  transactions: Transactions<Stores>
}

/** @throws as Transactions.run. */
export async function transact<Stores extends CoreStores, Result>(
  deps: TransactDependencies<Stores>,
  work: (tx: Transaction<Stores>) => Promise<Result>,
  limits?: TransactionLimits,
): Promise<Result> {
  const { clock, random } = deps
  const { result, jobs } = await deps.transactions.run(async (stores) => {
    const tx = Object.assign(stores, { clock, random })
    return { result: await work(tx), jobs: tx.outbox.appended() }
  }, limits)
  await enqueueNow(deps, jobs)
  return result
}

/** A job that begins when the transaction is committed. */
export async function addJob(tx: Transaction, job: Job): Promise<void> {
  await addJobs(tx, [job])
}

/** Many at once, in one statement. */
export async function addJobs(tx: Transaction, jobs: readonly Job[]): Promise<void> {
  await tx.outbox.append(jobs.map((job) => outboxRow(tx, job)))
}

/** False where somebody else was first; nothing was written then. */
export async function isMoved(transaction: Promise<void>): Promise<boolean> {
  return (await unlessOvertaken(transaction.then(() => true))) ?? false
}

/** Null where somebody else was first: what the transaction changes had changed before, or a key of it was taken. */
export async function unlessOvertaken<Result>(transaction: Promise<Result>): Promise<Result | null> {
  try {
    return await transaction
  } catch (error) {
    if (error instanceof Overtaken) return null
    throw error
  }
}
