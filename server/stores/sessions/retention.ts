/** Makes room ahead and forgets what need not be kept. */
import { toDate } from '../../domain/time.ts'
import type { Retention, RetentionWrites } from '../../flow/request/retain.ts'
import type { Prisma, PrismaWithin } from '../database/connection.ts'

export function createRetention(prisma: Prisma): Retention {
  return {
    async ping() {
      await prisma.$queryRaw`SELECT 1`
    },

    async ensurePartitions(monthsAhead) {
      await prisma.$executeRaw`SELECT ensure_month_partitions(${monthsAhead}::int)`
    },
  }
}

export function createRetentionWrites(open: PrismaWithin): RetentionWrites {
  return {
    async forget(before) {
      const at = toDate(before)
      const forgotten = [
        await open.recentRequest.deleteMany({ where: { createdAt: { lt: at } } }),
        await open.consoleLogin.deleteMany({ where: { expiresAt: { lt: at } } }),
        await open.queueChange.deleteMany({ where: { at: { lt: at } } }),
        await open.search.deleteMany({ where: { expiresAt: { lt: at } } }),
      ]
      return forgotten.reduce((sum, { count }) => sum + count, 0)
    },
  }
}
