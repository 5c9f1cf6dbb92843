/** Between a row of `sessions` and the domain's Session: parses what Postgres holds as JSON, opens what is sealed. */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import {
  HASH_ALGORITHMS,
  INTERACTION_TYPES,
  type Initiator,
  type Session,
  type ToSign,
} from '../../domain/sessions/session.ts'
import { fromDate } from '../../domain/time.ts'
import type { RelyingPartyModel, SessionModel } from '../database/generated/models.ts'
import type { Vault } from '../database/vault.ts'

const hash = z.enum(HASH_ALGORITHMS)
const algorithm = z.discriminatedUnion('padding', [
  z.object({ padding: z.literal('PKCS1_V1_5'), hash }),
  z.object({ padding: z.literal('PSS'), hash, saltLength: z.int() }),
])
const toSignJson = z.discriminatedUnion('protocol', [
  z.object({ protocol: z.literal('digest'), digest: z.base64(), algorithm }),
  z.object({ protocol: z.literal('acspV2'), rpChallenge: z.string(), algorithm }),
  z.object({ protocol: z.literal('none') }),
])
const interactionUsed = z.enum(INTERACTION_TYPES)
const interactions = z.array(z.object({ type: interactionUsed, text: z.string() }))
const signing = z.object({
  serverRandom: z.string(),
  userChallengeVerifier: z.string(),
  saltSource: z.string(),
  wrongCodes: z.tuple([z.string(), z.string()]),
})
const initiatorJson = z.object({
  ip: z.string().exactOptional(),
  userAgent: z.string().exactOptional(),
  trackingId: z.string().exactOptional(),
})

export function toSignToJson(toSign: ToSign) {
  if (toSign.protocol !== 'digest') return toSign
  return { ...toSign, digest: Buffer.from(toSign.digest).toString('base64') }
}

function toSignFromJson(json: unknown): ToSign {
  const parsed = toSignJson.parse(json)
  if (parsed.protocol !== 'digest') return parsed
  return { ...parsed, digest: Uint8Array.from(Buffer.from(parsed.digest, 'base64')) }
}

export function sealInitiator(vault: Vault, initiator: Initiator): Uint8Array<ArrayBuffer> | null {
  return Object.keys(initiator).length === 0 ? null : vault.seal(JSON.stringify(initiator))
}

export type SessionRow = SessionModel & { relyingParty: RelyingPartyModel }

export function toSession(row: SessionRow, vault: Vault): Session {
  const instant = (date: Date | null) => (date === null ? null : fromDate(date))
  return {
    id: toId<'session'>(row.id),
    relyingParty: {
      id: toId<'relyingParty'>(row.relyingPartyId),
      uuid: row.relyingParty.uuid,
      name: row.relyingPartyName,
    },
    apiVersion: row.apiVersion,
    kind: row.kind,
    flow: row.flow,
    state: row.state,
    attempt: row.attempt,
    subjectId: row.subjectId === null ? null : toId<'subject'>(row.subjectId),
    accountId: row.accountId === null ? null : toId<'account'>(row.accountId),
    requestedLevel: row.requestedLevel,
    occurredAt: fromDate(row.occurredAt),
    expiresAt: fromDate(row.expiresAt),
    holdUntil: instant(row.holdUntil),
    deliveredAt: instant(row.deliveredAt),
    shownAt: instant(row.shownAt),
    endedAt: instant(row.endedAt),
    dueAt: instant(row.dueAt),
    visibleAt: instant(row.visibleAt),
    wallOffsetMs: Number(row.wallOffsetMs),
    toSign: toSignFromJson(row.toSign),
    interactions: interactions.parse(row.interactions),
    interactionsB64: row.interactionsB64,
    interactionUsed: row.interactionUsed === null ? null : interactionUsed.parse(row.interactionUsed),
    verificationCode: row.verificationCode,
    initialCallbackUrl: row.initialCallbackUrl,
    linkedSessionId: row.linkedSessionId === null ? null : toId<'session'>(row.linkedSessionId),
    signing: signing.parse(row.signing),
    shareDeviceIp: row.shareDeviceIp,
    ignoredProperties: row.ignoredProperties,
    initiator: row.initiator === null ? {} : initiatorJson.parse(JSON.parse(vault.openText(row.initiator))),
    phoneAddress: row.phoneAddress === null ? null : vault.openText(row.phoneAddress),
    payment: { payeeKey: row.payeeKey, amountMinor: row.amountMinor, currency: row.currency },
    endResult: row.endResult,
    signature: row.signature,
    certificate: row.certificate === null ? null : vault.open(row.certificate),
    reportedAt: instant(row.reportedAt),
  }
}
