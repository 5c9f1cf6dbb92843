/** The one place where a transaction is opened: all that `work` does through its stores is committed, or nothing is. */
import { AlreadyExists } from '../../domain/conflicts.ts'
import type { Transactions } from '../../flow/transact.ts'
import type { Prisma, PrismaWithin } from './connection.ts'
import { isUniqueViolation } from './errorCodes.ts'

/** Long enough for a case of 2,000 sessions. */
const WITHIN_MS = 30_000

/** @param storesOf the stores that work inside an open transaction. */
export function createTransactions<Stores>(
  prisma: Prisma,
  storesOf: (open: PrismaWithin) => Stores,
): Transactions<Stores> {
  return {
    async run(work, { withinMs = WITHIN_MS } = {}) {
      try {
        return await prisma.$transaction((open) => work(storesOf(open)), { timeout: withinMs })
      } catch (error) {
        throw isUniqueViolation(error) ? new AlreadyExists(error) : error
      }
    },
  }
}
