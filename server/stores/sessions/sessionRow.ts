/** Between a row of `sessions` and the domain's Session: parses what Postgres holds as JSON, opens what is sealed. */

import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import {
  HASH_ALGORITHMS,
  INTERACTION_TYPES,
  type Initiator,
  type Result,
  type Session,
  type ToSign,
} from '../../domain/sessions/session.ts'
import { fromDate, fromDateOrNull } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import type { RelyingPartyModel, SessionModel } from '../database/generated/models.ts'

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

/** @throws where the row says less or more than its state allows: the checks of the database let no such row in. */
export function toSession(row: SessionRow, vault: Vault): Session {
  const request = toRequest(row, vault)
  switch (row.state) {
    case 'AWAITING_CLAIM':
      return {
        ...request,
        ...unclaimed(row),
        ...open(row),
        ...notHeld(row),
        ...notDelivered(row),
        state: row.state,
      }
    case 'RECEIVED':
      return {
        ...request,
        ...addressed(row, vault),
        ...open(row),
        ...notHeld(row),
        ...notDelivered(row),
        state: row.state,
      }
    case 'HELD': {
      const holdUntil = fromDate(present(row, 'holdUntil'))
      return {
        ...request,
        ...addressed(row, vault),
        ...open(row),
        ...notDelivered(row),
        state: row.state,
        holdUntil,
      }
    }
    case 'DELIVERED': {
      const deliveredAt = fromDate(present(row, 'deliveredAt'))
      return {
        ...request,
        ...addressed(row, vault),
        ...open(row),
        ...shown(row),
        state: row.state,
        deliveredAt,
      }
    }
    case 'COMPLETE':
      return { ...request, ...ended(row, vault), ...result(row, vault), state: row.state }
    case 'BLOCKED':
      return {
        ...request,
        ...ended(row, vault),
        state: row.state,
        endResult: equal(row, 'endResult', 'DOCUMENT_UNUSABLE'),
        ...unsigned(row),
      }
  }
}

function toRequest(row: SessionRow, vault: Vault) {
  return {
    id: toId<'session'>(row.id),
    relyingParty: {
      id: toId<'relyingParty'>(row.relyingPartyId),
      uuid: row.relyingParty.uuid,
      name: row.relyingPartyName,
    },
    apiVersion: row.apiVersion,
    kind: row.kind,
    attempt: row.attempt,
    requestedLevel: row.requestedLevel,
    occurredAt: fromDate(row.occurredAt),
    expiresAt: fromDate(row.expiresAt),
    wallOffsetMs: Number(row.wallOffsetMs),
    toSign: toSignFromJson(row.toSign),
    interactions: interactions.parse(row.interactions),
    interactionsB64: row.interactionsB64,
    verificationCode: row.verificationCode,
    initialCallbackUrl: row.initialCallbackUrl,
    linkedSessionId: row.linkedSessionId === null ? null : toId<'session'>(row.linkedSessionId),
    signing: signing.parse(row.signing),
    shareDeviceIp: row.shareDeviceIp,
    ignoredProperties: row.ignoredProperties,
    initiator: row.initiator === null ? {} : initiatorJson.parse(JSON.parse(vault.openText(row.initiator))),
    payment: { payeeKey: row.payeeKey, amountMinor: row.amountMinor, currency: row.currency },
    reportedAt: fromDateOrNull(row.reportedAt),
  }
}

function unclaimed(row: SessionRow) {
  return {
    flow: absent(row, 'flow'),
    subjectId: subjectOf(row),
    accountId: accountOf(row),
    phoneAddress: absent(row, 'phoneAddress'),
  }
}

function addressed(row: SessionRow, vault: Vault) {
  return {
    flow: present(row, 'flow'),
    subjectId: toId<'subject'>(present(row, 'subjectId')),
    accountId: accountOf(row),
    phoneAddress: row.phoneAddress === null ? null : vault.openText(row.phoneAddress),
  }
}

function open(row: SessionRow) {
  return {
    dueAt: fromDate(present(row, 'dueAt')),
    endResult: absent(row, 'endResult'),
    endedAt: absent(row, 'endedAt'),
    visibleAt: absent(row, 'visibleAt'),
    ...unsigned(row),
  }
}

function unsigned(row: SessionRow) {
  return { certificate: absent(row, 'certificate'), signature: absent(row, 'signature') }
}

function notHeld(row: SessionRow) {
  return { holdUntil: absent(row, 'holdUntil') }
}

function notDelivered(row: SessionRow) {
  return {
    deliveredAt: absent(row, 'deliveredAt'),
    shownAt: absent(row, 'shownAt'),
    interactionUsed: absent(row, 'interactionUsed'),
  }
}

function shown(row: SessionRow) {
  return {
    holdUntil: fromDateOrNull(row.holdUntil),
    shownAt: fromDateOrNull(row.shownAt),
    interactionUsed: row.interactionUsed === null ? null : interactionUsed.parse(row.interactionUsed),
  }
}

function ended(row: SessionRow, vault: Vault) {
  return {
    ...(row.flow === null ? unclaimed(row) : addressed(row, vault)),
    ...shown(row),
    deliveredAt: fromDateOrNull(row.deliveredAt),
    dueAt: absent(row, 'dueAt'),
    endedAt: fromDate(present(row, 'endedAt')),
    visibleAt: fromDate(present(row, 'visibleAt')),
  }
}

function result(row: SessionRow, vault: Vault): Result {
  const endResult = present(row, 'endResult')
  if (endResult !== 'OK') return { endResult, ...unsigned(row) }
  const certificate = vault.open(present(row, 'certificate'))
  // A certificate choice gives a certificate and signs nothing; everything else signs.
  const signature = row.kind === 'certificateChoice' ? absent(row, 'signature') : present(row, 'signature')
  return { endResult, certificate, signature }
}

function subjectOf({ subjectId }: SessionRow) {
  return subjectId === null ? null : toId<'subject'>(subjectId)
}

function accountOf({ accountId }: SessionRow) {
  return accountId === null ? null : toId<'account'>(accountId)
}

function present<Column extends keyof SessionRow>(
  row: SessionRow,
  column: Column,
): NonNullable<SessionRow[Column]> {
  const value = row[column]
  if (value === null || value === undefined)
    throw new Error(`session ${row.id} is ${row.state} without ${column}`)
  return value
}

/** @throws where there is something. */
function absent(row: SessionRow, column: keyof SessionRow): null {
  if (row[column] === null) return null
  throw new Error(`session ${row.id} is ${row.state} with ${column}`)
}

function equal<const Value extends string>(row: SessionRow, column: keyof SessionRow, value: Value): Value {
  if (row[column] === value) return value
  throw new Error(`session ${row.id} is ${row.state} and its ${column} is not ${value}`)
}
