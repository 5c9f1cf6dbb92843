/** What Postgres refuses, recognised in one place, whichever way the statement went. */
import { Prisma as PrismaSql } from './generated/client.ts'

/** SQLSTATE: PostgreSQL documentation, appendix A. */
const UNIQUE_VIOLATION = '23505'
/** Prisma's own codes of a unique violation, and of a raw statement that failed with an SQLSTATE in its meta. */
const PRISMA_UNIQUE_VIOLATION = 'P2002'
const PRISMA_RAW_FAILED = 'P2010'

/** A row with the same key stands already: somebody was first. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof PrismaSql.PrismaClientKnownRequestError)) return false
  if (error.code === PRISMA_UNIQUE_VIOLATION) return true
  return error.code === PRISMA_RAW_FAILED && JSON.stringify(error.meta ?? '').includes(UNIQUE_VIOLATION)
}
