/** A session as it is received, and the fifteen-second rule for the request that makes it. */
import type { Session } from '../../domain/sessions/session.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import type { NewOutboxRow } from '../../flow/transact.ts'
import type { PrismaWithin } from '../database/connection.ts'
import type { Vault } from '../database/vault.ts'

export type NewSession = Pick<
  Session,
  | 'id'
  | 'apiVersion'
  | 'kind'
  | 'flow'
  | 'subjectId'
  | 'accountId'
  | 'requestedLevel'
  | 'occurredAt'
  | 'expiresAt'
  | 'wallOffsetMs'
  | 'toSign'
  | 'interactions'
  | 'interactionsB64'
  | 'verificationCode'
  | 'initialCallbackUrl'
  | 'linkedSessionId'
  | 'signing'
  | 'shareDeviceIp'
  | 'ignoredProperties'
  | 'initiator'
  | 'payment'
> & {
  relyingPartyId: string
  /** As it was sent: the signature says so, and clients compare. */
  relyingPartyName: string
  state: 'AWAITING_CLAIM' | 'RECEIVED'
  dueAt: Instant
  /** Keyed digests of what an attacker leaves behind. */
  artefacts: {
    initiatorAddressKey: string | null
    initiatorNetworkKey: string | null
    trackingKey: string | null
    templateKey: string | null
  }
  deviceLink: { token: string; secret: Uint8Array } | null
  outbox: NewOutboxRow[]
  /** The fifteen-second rule: an equal digest since `since` (event time) answers with the session it made. */
  sameRequest: { digest: Uint8Array<ArrayBuffer>; answer: string; since: Instant } | null
}

/**
 * Claims the digest of a request for this session, or answers what the session that holds it was answered.
 * The row lock of the upsert makes two equal requests at once wait for each other.
 */
export async function claimRequest(
  within: PrismaWithin,
  vault: Vault,
  session: NewSession,
  same: NonNullable<NewSession['sameRequest']>,
): Promise<string | null> {
  const answer = vault.seal(same.answer)
  const claimed = await within.$executeRaw`
    INSERT INTO recent_requests (digest, session_id, occurred_at, answer)
    VALUES (${same.digest}, ${session.id}::uuid, ${toDate(session.occurredAt)}, ${answer})
    ON CONFLICT (digest) DO UPDATE
      SET session_id = excluded.session_id, occurred_at = excluded.occurred_at, answer = excluded.answer, created_at = now()
      WHERE recent_requests.occurred_at < ${toDate(same.since)} OR recent_requests.occurred_at > ${toDate(session.occurredAt)}`
  if (claimed > 0) return null
  const held = await within.recentRequest.findUniqueOrThrow({ where: { digest: same.digest } })
  return vault.openText(held.answer)
}
