import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { addMs, HOUR_MS, type Instant, toInstant } from '../../server/domain/time.ts'
import {
  type ConfirmationInput,
  type ConfirmationResult,
  type Freshness,
  judgeConfirmation,
  pinLock,
  type ReadyKey,
  type StoredKey,
} from '../../server/signing/keyProtocol.ts'
import { secretHash } from '../../server/signing/oneTimePassword.ts'

const NOON = toInstant(1_700_000_000_000)
const SIGNATURE = Uint8Array.of(1, 2, 3)

const freshKey: ReadyKey = {
  state: 'ready',
  oneTimePasswordHash: secretHash('password 0'),
  last: null,
  wrongPins: 0,
  lockedUntil: null,
  version: 0,
}

type Sent = { password: string; nonce: string; pinIsRight: boolean }
type Overrides = { freshness?: Freshness; opened?: null; isThisMessage?: boolean; now?: Instant }

function input(key: StoredKey, sent: Sent, next: string, overrides: Overrides = {}): ConfirmationInput {
  const { password, nonce, pinIsRight } = sent
  return {
    key,
    freshness: overrides.freshness ?? 'current',
    opened:
      overrides.opened === null
        ? null
        : {
            passwordHash: secretHash(password),
            nonceHash: secretHash(nonce),
            isThisMessage: overrides.isThisMessage ?? true,
          },
    now: overrides.now ?? NOON,
    nextPasswordHash: secretHash(next),
    checkShare: () => (pinIsRight ? { ok: true, signature: SIGNATURE } : { ok: false }),
  }
}

function keyOf(verdict: ConfirmationResult, before: StoredKey): StoredKey {
  return 'key' in verdict ? verdict.key : before
}

describe('judgeConfirmation', () => {
  test('a right PIN with the right password signs, turns the password and clears the counter', () => {
    const key = { ...freshKey, wrongPins: 2 }
    const verdict = judgeConfirmation(
      input(key, { password: 'password 0', nonce: 'n', pinIsRight: true }, 'password 1'),
    )
    expect(verdict).toEqual({
      kind: 'signed',
      signature: SIGNATURE,
      key: {
        state: 'ready',
        oneTimePasswordHash: secretHash('password 1'),
        last: { passwordHash: secretHash('password 0'), nonceHash: secretHash('n') },
        wrongPins: 0,
        lockedUntil: null,
        version: 1,
      },
    })
  })

  test('three wrong PINs lock for 3 h, six for 24 h, nine destroy the key', () => {
    let key: StoredKey = freshKey
    let now = NOON
    const seen: string[] = []
    for (let at = 0; at < 9; at++) {
      const sent = { password: `password ${at}`, nonce: `nonce ${at}`, pinIsRight: false }
      const verdict = judgeConfirmation(input(key, sent, `password ${at + 1}`, { now }))
      key = keyOf(verdict, key)
      if (verdict.kind !== 'wrongPin') {
        seen.push(verdict.kind)
        continue
      }
      const { attemptsLeft, attemptsLeftInTotal, lockedUntil } = verdict.lock
      seen.push(
        `${attemptsLeft} ${attemptsLeftInTotal}${lockedUntil === null ? '' : ` ${(lockedUntil - now) / HOUR_MS}h`}`,
      )
      if (lockedUntil !== null) now = toInstant(lockedUntil)
    }
    expect(seen).toEqual(['2 8', '1 7', '0 6 3h', '2 5', '1 4', '0 3 24h', '2 2', '1 1', 'destroy'])
    expect(key).toEqual({ state: 'destroyed' })
  })

  test('a locked key refuses even the right PIN until the last millisecond, and takes it then', () => {
    const lockedUntil = addMs(NOON, 3 * HOUR_MS)
    const key: ReadyKey = { ...freshKey, wrongPins: 3, lockedUntil }
    const sent = { password: 'password 0', nonce: 'n', pinIsRight: true }
    const early = judgeConfirmation(input(key, sent, 'x', { now: addMs(lockedUntil, -1) }))
    expect(early).toEqual({ kind: 'locked', lock: { attemptsLeft: 0, attemptsLeftInTotal: 6, lockedUntil } })
    expect(judgeConfirmation(input(key, sent, 'x', { now: lockedUntil })).kind).toBe('signed')
    expect(pinLock(key, lockedUntil)).toEqual({ attemptsLeft: 3, attemptsLeftInTotal: 6, lockedUntil: null })
  })

  test('an old password with a right share is a copied phone: the key is destroyed', () => {
    const verdict = judgeConfirmation(input(freshKey, { password: 'old', nonce: 'n', pinIsRight: true }, 'x'))
    expect(verdict).toEqual({ kind: 'destroy', because: 'clone', key: { state: 'destroyed' } })
  })

  test('an old password with a wrong share counts, and keeps the password', () => {
    const verdict = judgeConfirmation(
      input(freshKey, { password: 'old', nonce: 'n', pinIsRight: false }, 'x'),
    )
    expect(verdict).toEqual({ kind: 'staleState', key: { ...freshKey, wrongPins: 1, version: 1 } })
  })

  test('the share is checked also where the password is wrong, and not where nothing depends on it', () => {
    let checks = 0
    const counting = (from: ConfirmationInput): ConfirmationInput => ({
      ...from,
      checkShare: () => {
        checks++
        return from.checkShare()
      },
    })
    const judge = (key: StoredKey, sent: Sent, overrides: Overrides = {}) => {
      checks = 0
      judgeConfirmation(counting(input(key, sent, 'x', overrides)))
      return checks
    }
    const right = { password: 'password 0', nonce: 'n', pinIsRight: true }
    expect(judge(freshKey, right)).toBe(1)
    expect(judge(freshKey, { ...right, password: 'old' })).toBe(1)
    expect(judge({ state: 'destroyed' }, right)).toBe(0)
    expect(judge({ ...freshKey, lockedUntil: addMs(NOON, 1) }, right)).toBe(0)
    expect(judge(freshKey, right, { freshness: 'unknown' })).toBe(0)
    expect(judge(freshKey, right, { freshness: 'previous' })).toBe(0)
    expect(judge(freshKey, right, { opened: null })).toBe(0)
    expect(judge(freshKey, right, { isThisMessage: false })).toBe(0)
  })

  test.each([
    ['freshnessMismatch', { freshness: 'unknown' }],
    ['freshnessMismatch', { freshness: 'previous' }],
    ['unreadable', { opened: null }],
    ['otherMessage', { isThisMessage: false }],
  ] satisfies [ConfirmationResult['kind'], Overrides][])('%s is not counted', (kind, overrides) => {
    const verdict = judgeConfirmation(
      input(freshKey, { password: 'old', nonce: 'n', pinIsRight: false }, 'x', overrides),
    )
    expect(verdict).toEqual({ kind })
  })

  test('the same confirmation twice gives the stored answer, with the token of then or of now', () => {
    const sent = { password: 'password 0', nonce: 'n', pinIsRight: true }
    const once = keyOf(judgeConfirmation(input(freshKey, sent, 'password 1')), freshKey)
    for (const freshness of ['previous', 'current'] as const) {
      expect(judgeConfirmation(input(once, sent, 'x', { freshness }))).toEqual({ kind: 'replay' })
    }
  })

  test('two different confirmations of one password at once: the second is told to refresh, no clone alarm', () => {
    const one = { password: 'password 0', nonce: 'one', pinIsRight: true }
    const other = { password: 'password 0', nonce: 'other', pinIsRight: true }
    const key = keyOf(judgeConfirmation(input(freshKey, one, 'password 1')), freshKey)
    expect(judgeConfirmation(input(key, other, 'x', { freshness: 'previous' })).kind).toBe(
      'freshnessMismatch',
    )
  })
})

/** A phone as the model sees it: the password it holds and whether it waits for an answer. */
type ModelPhone = { password: number; pending: Sent | null }

type Step =
  | { do: 'confirm'; by: 'own' | 'copy'; pinIsRight: boolean; answerIsLost: boolean }
  | { do: 'sendAgain'; by: 'own' | 'copy' }
  | { do: 'copy' }
  | { do: 'wait'; hours: number }

const by = fc.constantFrom<'own' | 'copy'>('own', 'own', 'own', 'copy')
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('confirm' as const),
      by,
      pinIsRight: fc.boolean(),
      answerIsLost: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sendAgain' as const), by }) },
  { weight: 1, arbitrary: fc.constant({ do: 'copy' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 3, 24) }) },
)

describe('any sequence of confirmations, lost answers, copies and waits', () => {
  test('follows the table and never raises a false alarm', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const stored: { key: StoredKey } = { key: freshKey }
        let now: Instant = NOON
        let passwords = 0
        let nonces = 0
        // What the model expects of the key.
        let current = 0
        let wrong = 0
        let lockedUntil: number | null = null
        let destroyed = false
        let lastAnswered: { password: string; nonce: string } | null = null
        const own: ModelPhone = { password: 0, pending: null }
        let copy: ModelPhone | null = null

        const count = () => {
          wrong++
          lockedUntil = wrong === 3 ? now + 3 * HOUR_MS : wrong === 6 ? now + 24 * HOUR_MS : null
          destroyed = wrong >= 9
        }
        const expectedOf = (sent: Sent): ConfirmationResult['kind'] => {
          if (destroyed) return 'destroyed'
          if (lockedUntil !== null && now < lockedUntil) return 'locked'
          if (lastAnswered?.nonce === sent.nonce && lastAnswered.password === sent.password) return 'replay'
          if (sent.password !== `password ${current}`) {
            if (sent.pinIsRight) {
              destroyed = true
              return 'destroy'
            }
            count()
            return destroyed ? 'destroy' : 'staleState'
          }
          lastAnswered = { password: sent.password, nonce: sent.nonce }
          current = passwords
          if (sent.pinIsRight) {
            wrong = 0
            lockedUntil = null
            return 'signed'
          }
          count()
          return destroyed ? 'destroy' : 'wrongPin'
        }
        const send = (phone: ModelPhone, sent: Sent, answerIsLost: boolean) => {
          passwords++
          const verdict = judgeConfirmation(input(stored.key, sent, `password ${passwords}`, { now }))
          const expected = expectedOf(sent)
          expect(verdict.kind).toBe(expected)
          // A phone of which no copy was ever made raises no alarm, whatever gets lost.
          if (copy === null && verdict.kind === 'destroy') expect(verdict.because).toBe('wrongPins')
          stored.key = keyOf(verdict, stored.key)
          const hasPassword =
            verdict.kind === 'signed' || verdict.kind === 'wrongPin' || verdict.kind === 'replay'
          if (answerIsLost || !hasPassword) return
          phone.password = current
          phone.pending = null
        }

        for (const one of steps) {
          if (one.do === 'wait') now = addMs(now, one.hours * HOUR_MS)
          if (one.do === 'copy') copy = { ...own }
          if (one.do === 'wait' || one.do === 'copy') continue
          const phone: ModelPhone | null = one.by === 'own' ? own : copy
          if (phone === null) continue
          if (one.do === 'sendAgain') {
            if (phone.pending !== null) send(phone, phone.pending, false)
            continue
          }
          // The nonce stays until an answer came: what is not answered is asked again under it.
          const nonce: string = phone.pending?.nonce ?? `nonce ${nonces++}`
          phone.pending = { password: `password ${phone.password}`, nonce, pinIsRight: one.pinIsRight }
          send(phone, phone.pending, one.answerIsLost)
        }

        const { key } = stored
        if (key.state === 'destroyed') expect(destroyed).toBe(true)
        else expect({ wrong: key.wrongPins, lockedUntil: key.lockedUntil }).toEqual({ wrong, lockedUntil })
      }),
      { numRuns: 500 },
    )
  })
})
