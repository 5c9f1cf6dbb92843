/** Runs in Postgres. Their rows are guarded by checks and a trigger: what has ended stays as it ended. */
import type { RunProgress } from '../../domain/runs/run.ts'
import { toDate } from '../../domain/time.ts'
import type { Attempt, RunReads, RunWrites } from '../../flow/runs/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { toRun } from './runRow.ts'

const OPEN = { in: ['queued' as const, 'running' as const] }

export function createRunReads(db: PrismaWithin): RunReads {
  return {
    async find(kind, id) {
      const row = await db.run.findUnique({ where: { id, kind } })
      return row === null ? null : toRun(kind, row)
    },

    async list(kind, { before, limit, requestedBy }) {
      const rows = await db.run.findMany({
        where: {
          kind,
          ...(before !== null && { id: { lt: before } }),
          ...(requestedBy !== null && { requestedBy }),
        },
        orderBy: { id: 'desc' },
        take: limit,
      })
      return rows.map((row) => toRun(kind, row))
    },

    async isAnyOpen(kind) {
      return (await db.run.findFirst({ where: { kind, state: OPEN }, select: { id: true } })) !== null
    },
  }
}

export function createRunWrites(open: PrismaWithin): RunWrites {
  const held = ({ runId, worker }: Attempt) => ({ id: runId, worker, state: 'running' as const })

  /** False where no row is as `where` has it. */
  async function update(...args: Parameters<typeof open.run.updateMany>): Promise<boolean> {
    return (await open.run.updateMany(...args)).count > 0
  }

  return {
    async create({ kind, slot, ...run }) {
      const [row] = await open.run.createManyAndReturn({
        data: { ...run, kind, slot: slot === null ? null : toDate(slot) },
        skipDuplicates: true,
      })
      return row === undefined ? null : toRun(kind, row)
    },

    async claim({ runId, worker }, { now, until }, firstStep) {
      return await update({
        where: {
          id: runId,
          OR: [{ state: 'queued' }, { state: 'running', leaseUntil: { lte: toDate(now) } }],
        },
        data: {
          state: 'running',
          worker,
          leaseUntil: toDate(until),
          startedAt: toDate(now),
          attempts: { increment: 1 },
          ...({ step: firstStep, done: 0, total: null } satisfies RunProgress),
        },
      })
    },

    async heartbeat(attempt, leaseUntil, progress) {
      return await update({ where: held(attempt), data: { ...progress, leaseUntil: toDate(leaseUntil) } })
    },

    async lock({ runId, worker }) {
      const rows = await open.$queryRaw<unknown[]>`
        SELECT id FROM runs WHERE id = ${runId}::uuid AND worker = ${worker}::uuid AND state = 'running' FOR UPDATE`
      return rows.length > 0
    },

    async finish(attempt, { result, progress, at }) {
      await update({
        where: held(attempt),
        data: { state: 'done', result, ...progress, leaseUntil: null, finishedAt: toDate(at) },
      })
    },

    async fail(attempt, error, at) {
      return await update({
        where: held(attempt),
        data: { state: 'failed', error, leaseUntil: null, finishedAt: toDate(at) },
      })
    },

    async release(attempt, { counts }) {
      await update({
        where: held(attempt),
        data: {
          state: 'queued',
          ...({ step: 'waiting', done: 0, total: null } satisfies RunProgress),
          worker: null,
          leaseUntil: null,
          ...(counts ? {} : { attempts: { decrement: 1 } }),
        },
      })
    },

    async cancel(id, at) {
      return await update({
        where: { id, state: OPEN },
        data: { state: 'cancelled', leaseUntil: null, finishedAt: toDate(at) },
      })
    },
  }
}
