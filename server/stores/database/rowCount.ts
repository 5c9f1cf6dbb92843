/** The answer of a statement `SELECT count(*)::int AS found …`. */
import { z } from 'zod'

const rowCount = z.tuple([z.object({ found: z.int().nonnegative() })]).transform(([{ found }]) => found)

/** @throws ZodError where the statement answered with something else. */
export function toRowCount(rows: readonly unknown[]): number {
  return rowCount.parse(rows)
}
