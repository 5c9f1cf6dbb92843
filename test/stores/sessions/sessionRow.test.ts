import { describe, expect, test } from '@jest/globals'
import type { SessionState } from '../../../server/domain/sessions/session.ts'
import { createVault } from '../../../server/stores/database/vault.ts'
import { type SessionRow, toSession } from '../../../server/stores/sessions/sessionRow.ts'

const vault = createVault(Buffer.alloc(32, 1), Buffer.alloc(32, 2))
const ID = '0190a2b4-0000-7000-8000-000000000001'
const AT = new Date('2026-11-25T10:00:00.000Z')

const REQUESTED: SessionRow = {
  id: ID,
  relyingPartyId: ID,
  relyingPartyName: 'Bank',
  relyingParty: {
    id: ID,
    uuid: ID,
    name: 'Bank',
    nameKey: 'bank',
    allowedNetworks: [],
    mayShareDeviceIp: false,
    maxLevel: 'QUALIFIED',
    enabled: true,
    createdAt: AT,
  },
  apiVersion: 'v3',
  kind: 'signature',
  flow: 'Notification',
  state: 'RECEIVED',
  attempt: 0,
  subjectId: ID,
  accountId: ID,
  requestedLevel: 'QUALIFIED',
  occurredAt: AT,
  expiresAt: AT,
  holdUntil: null,
  deliveredAt: null,
  shownAt: null,
  endedAt: null,
  dueAt: AT,
  visibleAt: null,
  wallOffsetMs: 0n,
  toSign: { protocol: 'none' },
  interactions: [],
  interactionsB64: null,
  interactionUsed: null,
  verificationCode: null,
  initialCallbackUrl: null,
  linkedSessionId: null,
  signing: { serverRandom: '', userChallengeVerifier: '', saltSource: '', wrongCodes: ['1111', '2222'] },
  shareDeviceIp: false,
  ignoredProperties: [],
  initiator: null,
  phoneAddress: null,
  initiatorAddressKey: null,
  initiatorNetworkKey: null,
  trackingKey: null,
  templateKey: null,
  phoneNetworkKey: null,
  payeeKey: null,
  amountMinor: null,
  currency: null,
  endResult: null,
  signature: null,
  certificate: null,
  reportedAt: null,
  createdAt: AT,
}
const ENDED = { dueAt: null, endedAt: AT, visibleAt: AT }
const OCTETS = Uint8Array.of(1, 2, 3)

const LEGAL: Record<SessionState, SessionRow> = {
  AWAITING_CLAIM: { ...REQUESTED, state: 'AWAITING_CLAIM', flow: null, subjectId: null, accountId: null },
  RECEIVED: REQUESTED,
  HELD: { ...REQUESTED, state: 'HELD', holdUntil: AT },
  DELIVERED: { ...REQUESTED, state: 'DELIVERED', deliveredAt: AT },
  COMPLETE: {
    ...REQUESTED,
    ...ENDED,
    state: 'COMPLETE',
    endResult: 'OK',
    certificate: vault.seal(OCTETS),
    signature: OCTETS,
  },
  BLOCKED: { ...REQUESTED, ...ENDED, state: 'BLOCKED', endResult: 'DOCUMENT_UNUSABLE' },
}

/** What says more, and in which states. */
const MORE: [SessionState, Partial<SessionRow>][] = [
  ['AWAITING_CLAIM', { flow: 'QR' }],
  ['AWAITING_CLAIM', { phoneAddress: OCTETS }],
  ['AWAITING_CLAIM', { holdUntil: AT }],
  ['AWAITING_CLAIM', { deliveredAt: AT }],
  ['RECEIVED', { holdUntil: AT }],
  ['RECEIVED', { deliveredAt: AT }],
  ['RECEIVED', { interactionUsed: 'confirmationMessage' }],
  ['HELD', { deliveredAt: AT }],
  ['HELD', { shownAt: AT }],
  ['HELD', { endResult: 'TIMEOUT' }],
  ['DELIVERED', { endedAt: AT }],
  ['DELIVERED', { visibleAt: AT }],
  ['DELIVERED', { signature: OCTETS }],
  ['COMPLETE', { dueAt: AT }],
  ['BLOCKED', { certificate: OCTETS }],
  ['BLOCKED', { endResult: 'OK' }],
]
const LESS: [SessionState, Partial<SessionRow>][] = [
  ['RECEIVED', { subjectId: null }],
  ['HELD', { holdUntil: null }],
  ['DELIVERED', { deliveredAt: null }],
  ['COMPLETE', { endResult: null }],
  ['COMPLETE', { signature: null }],
  ['COMPLETE', { certificate: null }],
  ['BLOCKED', { endedAt: null }],
]

describe('a row of sessions', () => {
  test.each(Object.values(LEGAL))('that is $state is a session of that state', (row) => {
    expect(toSession(row, vault).state).toBe(row.state)
  })

  test.each([...MORE, ...LESS])('that is %s with %j is no session', (state, change) => {
    const [column = ''] = Object.keys(change)
    expect(() => toSession({ ...LEGAL[state], ...change }, vault)).toThrow(column)
  })

  test('gives the certificate alone where one was chosen, and no signature', () => {
    const chosen: SessionRow = { ...LEGAL.COMPLETE, kind: 'certificateChoice', signature: null }
    expect(toSession(chosen, vault)).toMatchObject({ endResult: 'OK', signature: null })
    expect(() => toSession({ ...chosen, signature: OCTETS }, vault)).toThrow('signature')
  })

  test('of which the end is no success has neither certificate nor signature', () => {
    const refused: SessionRow = {
      ...LEGAL.COMPLETE,
      endResult: 'USER_REFUSED',
      certificate: null,
      signature: null,
    }
    expect(toSession(refused, vault)).toMatchObject({ endResult: 'USER_REFUSED', certificate: null })
    expect(() => toSession({ ...refused, certificate: OCTETS }, vault)).toThrow('certificate')
  })
})
