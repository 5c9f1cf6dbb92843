/**
 * Takes the indexes of the large tables away while they are filled, and makes them again over the whole: several
 * times faster than keeping them in order row by row. Primary keys stay, for they are constraints.
 */
import type pg from 'pg'
import { z } from 'zod'

const indexes = z.array(z.object({ name: z.string(), definition: z.string() }))
const TABLES = ['sessions', 'decisions', 'labels', 'session_dispositions', 'reviews', 'subjects', 'accounts']

/** @returns makes them again, exactly as they were. */
export async function takeIndexesAway(client: pg.Client): Promise<() => Promise<void>> {
  // Indexes of partitions belong to the parent's, and go and come with it.
  const answer = await client.query(
    `SELECT i.relname AS name, pg_get_indexdef(i.oid) AS definition
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
     WHERE t.relname = ANY($1) AND NOT i.relispartition AND NOT x.indisprimary
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.oid)`,
    [TABLES],
  )
  const found = indexes.parse(answer.rows)
  for (const { name } of found) await client.query(`DROP INDEX ${client.escapeIdentifier(name)}`)
  return async () => {
    // Of a partitioned table it says ONLY, which would leave its partitions out.
    for (const { definition } of found) await client.query(definition.replace(' ON ONLY ', ' ON '))
  }
}
