/** Makes room ahead and forgets what need not be kept. */
import { type Instant, toDate } from '../../domain/time.ts'
import type { Prisma } from '../database/connection.ts'

export function createRetentionStore(prisma: Prisma) {
  return {
    /** @throws where Postgres does not answer. */
    async ping(): Promise<void> {
      await prisma.$queryRaw`SELECT 1`
    },

    /** Partitions of this month and of `monthsAhead` more. Safe to repeat. */
    async ensurePartitions(monthsAhead: number): Promise<void> {
      await prisma.$executeRaw`SELECT ensure_month_partitions(${monthsAhead}::int)`
    },

    /** Drops what served its purpose before `before` (wall time): answers, log-ins, changes, searches. */
    async forget(before: Instant): Promise<number> {
      const [requests, logins, changes, searches] = await prisma.$transaction([
        prisma.recentRequest.deleteMany({ where: { createdAt: { lt: toDate(before) } } }),
        prisma.consoleLogin.deleteMany({ where: { expiresAt: { lt: toDate(before) } } }),
        prisma.queueChange.deleteMany({ where: { at: { lt: toDate(before) } } }),
        prisma.search.deleteMany({ where: { expiresAt: { lt: toDate(before) } } }),
      ])
      return requests.count + logins.count + changes.count + searches.count
    },
  }
}

export type RetentionStore = ReturnType<typeof createRetentionStore>
