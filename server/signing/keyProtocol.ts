/**
 * What a confirmation means to a key: a pure function from the stored key and an opened confirmation
 * to a verdict. Order and table are those of the SplitKey server (Smart-ID SecureZone Security Target,
 * FIA_UAU.5, with one-time password, retransmission and clone detection):
 *
 *   1 destroyed or locked   2 freshness token   3 sealed message opens   4 retransmission
 *   5 one-time password     6 share check, also where 5 failed
 *
 *   password  share   meaning             action
 *   right     right   genuine             sign, next password, counter to 0
 *   right     wrong   wrong PIN           count, next password
 *   wrong     right   a copy of the phone destroy the key, revoke the certificate
 *   wrong     wrong   stale or attacker   count, say nothing
 *
 * The caller holds a row lock on the key, stores `key` of the verdict in the same transaction, and asks
 * this function before it looks whether the session is still open: a retransmission comes after the end.
 */
import { timingSafeEqual } from 'node:crypto'
import type { PinLock } from '../domain/accounts/deviceApi.ts'
import { addMs, HOUR_MS, type Instant } from '../domain/time.ts'
import type { Completion } from './signingScheme.ts'

/** Consecutive wrong PINs that lock or destroy a key. */
const FIRST_LOCK = { after: 3, ms: 3 * HOUR_MS } as const
const SECOND_LOCK = { after: 6, ms: 24 * HOUR_MS } as const
const DESTROYED_AFTER = 9

export type ReadyKey = {
  state: 'ready'
  oneTimePasswordHash: Uint8Array
  /** What the last answered confirmation carried. The answer itself is stored beside it by the caller. */
  last: { passwordHash: Uint8Array; nonceHash: Uint8Array } | null
  wrongPins: number
  /** Event time. */
  lockedUntil: Instant | null
  /** Rises with each change; the freshness token is made of it. */
  version: number
}
export type DestroyedKey = { state: 'destroyed' }
export type StoredKey = ReadyKey | DestroyedKey

/** Of which version of the key the freshness token was. */
export type Freshness = 'current' | 'previous' | 'unknown'

export type OpenedConfirmation = {
  passwordHash: Uint8Array
  nonceHash: Uint8Array
  /** Whether the phone confirmed the encoded message of this session. */
  isThisMessage: boolean
}

export type ConfirmationInput = {
  key: StoredKey
  freshness: Freshness
  /** Null: the sealed message did not open, or made no sense. */
  opened: OpenedConfirmation | null
  /** Event time. */
  now: Instant
  nextPasswordHash: Uint8Array
  /** Completes the signature; called at most once, and only where its result matters. */
  checkShare: () => Completion
}

/** Where a verdict has a `key`, that is the new state to store. */
export type ConfirmationResult =
  | { kind: 'signed'; signature: Uint8Array; key: ReadyKey }
  | { kind: 'wrongPin'; lock: PinLock; key: ReadyKey }
  | { kind: 'staleState'; key: ReadyKey }
  | { kind: 'destroy'; because: 'wrongPins' | 'clone'; key: DestroyedKey }
  | { kind: 'replay' }
  | { kind: 'locked'; lock: PinLock }
  | { kind: 'freshnessMismatch' }
  | { kind: 'unreadable' }
  | { kind: 'otherMessage' }
  | { kind: 'destroyed' }

export function judgeConfirmation(input: ConfirmationInput): ConfirmationResult {
  const { key, opened, now } = input
  if (key.state === 'destroyed') return { kind: 'destroyed' } // 1
  if (isLocked(key, now)) return { kind: 'locked', lock: pinLock(key, now) }
  if (input.freshness === 'unknown') return { kind: 'freshnessMismatch' } // 2
  if (opened === null) return { kind: 'unreadable' } // 3
  if (isRetransmission(key, opened)) return { kind: 'replay' } // 4
  // The token before the last is good for a retransmission alone: its answer was lost with the new token.
  if (input.freshness === 'previous') return { kind: 'freshnessMismatch' }
  if (!opened.isThisMessage) return { kind: 'otherMessage' }
  const passwordIsRight = timingSafeEqual(opened.passwordHash, key.oneTimePasswordHash) // 5
  const share = input.checkShare() // 6
  if (passwordIsRight) {
    return share.ok ? signed(key, opened, input, share.signature) : wrongPin(key, opened, input)
  }
  return share.ok ? { kind: 'destroy', because: 'clone', key: { state: 'destroyed' } } : staleState(key, now)
}

/** What a person may be told of a key's counter. */
export function pinLock(key: Pick<ReadyKey, 'wrongPins' | 'lockedUntil'>, now: Instant): PinLock {
  const locked = isLocked(key, now)
  return {
    attemptsLeft: locked ? 0 : FIRST_LOCK.after - (key.wrongPins % FIRST_LOCK.after),
    attemptsLeftInTotal: DESTROYED_AFTER - key.wrongPins,
    lockedUntil: locked ? key.lockedUntil : null,
  }
}

function isLocked(key: Pick<ReadyKey, 'lockedUntil'>, now: Instant): boolean {
  return key.lockedUntil !== null && now < key.lockedUntil
}

/** The same nonce with the password before: the phone never saw the answer. */
function isRetransmission(key: ReadyKey, opened: OpenedConfirmation): boolean {
  if (key.last === null) return false
  const sameNonce = timingSafeEqual(opened.nonceHash, key.last.nonceHash)
  const samePassword = timingSafeEqual(opened.passwordHash, key.last.passwordHash)
  return sameNonce && samePassword
}

function signed(
  key: ReadyKey,
  opened: OpenedConfirmation,
  input: ConfirmationInput,
  signature: Uint8Array,
): ConfirmationResult {
  const turned = turnPassword(key, opened, input.nextPasswordHash)
  return { kind: 'signed', signature, key: { ...turned, wrongPins: 0, lockedUntil: null } }
}

function wrongPin(key: ReadyKey, opened: OpenedConfirmation, input: ConfirmationInput): ConfirmationResult {
  const counted = countWrong(turnPassword(key, opened, input.nextPasswordHash), input.now)
  if (counted.state === 'destroyed') return { kind: 'destroy', because: 'wrongPins', key: counted }
  return { kind: 'wrongPin', lock: pinLock(counted, input.now), key: counted }
}

function staleState(key: ReadyKey, now: Instant): ConfirmationResult {
  const counted = countWrong({ ...key, version: key.version + 1 }, now)
  if (counted.state === 'destroyed') return { kind: 'destroy', because: 'wrongPins', key: counted }
  return { kind: 'staleState', key: counted }
}

function turnPassword(key: ReadyKey, opened: OpenedConfirmation, nextPasswordHash: Uint8Array): ReadyKey {
  return {
    ...key,
    oneTimePasswordHash: nextPasswordHash,
    last: { passwordHash: key.oneTimePasswordHash, nonceHash: opened.nonceHash },
    version: key.version + 1,
  }
}

function countWrong(key: ReadyKey, now: Instant): StoredKey {
  const wrongPins = key.wrongPins + 1
  if (wrongPins >= DESTROYED_AFTER) return { state: 'destroyed' }
  if (wrongPins === SECOND_LOCK.after) return { ...key, wrongPins, lockedUntil: addMs(now, SECOND_LOCK.ms) }
  if (wrongPins === FIRST_LOCK.after) return { ...key, wrongPins, lockedUntil: addMs(now, FIRST_LOCK.ms) }
  return { ...key, wrongPins, lockedUntil: null }
}
