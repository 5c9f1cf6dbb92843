/** The fifteen-second rule for the request that makes a session. */

import { toDate } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import type { NewSession } from '../../flow/request/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'

/**
 * Claims the digest of a request for this session, or answers what the session that holds it was answered.
 * The row lock of the upsert makes two equal requests at once wait for each other.
 */
export async function claimRequest(
  open: PrismaWithin,
  vault: Vault,
  session: NewSession,
  same: NonNullable<NewSession['sameRequest']>,
): Promise<string | null> {
  const answer = vault.seal(same.answer)
  const claimed = await open.$executeRaw`
    INSERT INTO recent_requests (digest, session_id, occurred_at, answer)
    VALUES (${same.digest}, ${session.id}::uuid, ${toDate(session.occurredAt)}, ${answer})
    ON CONFLICT (digest) DO UPDATE
      SET session_id = excluded.session_id, occurred_at = excluded.occurred_at, answer = excluded.answer, created_at = now()
      WHERE recent_requests.occurred_at < ${toDate(same.since)} OR recent_requests.occurred_at > ${toDate(session.occurredAt)}`
  if (claimed > 0) return null
  const held = await open.recentRequest.findUniqueOrThrow({ where: { digest: same.digest } })
  return vault.openText(held.answer)
}
