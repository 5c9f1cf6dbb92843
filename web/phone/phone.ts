/**
 * The phone's half of signing, for the app, the simulator and the tests alike. It runs on WebCrypto and
 * BigInt and knows neither screens nor the network: those come in as DeviceApi and PhoneStorage.
 */

import type { KeyPurpose } from '../../server/domain/accounts/device.ts'
import type { DeviceApi } from '../../server/domain/accounts/deviceApi.ts'
import type { PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import { type ConfirmResult, confirm } from './confirm.ts'
import { type EnrolInput, enrol } from './enrol.ts'
import type { GenerateKey, KeyBits } from './keys.ts'
import { oneAtATime } from './oneAtATime.ts'
import { PhoneError } from './phoneError.ts'
import { type PhoneAccount, type PhoneKey, type PhoneStorage, readAccount, readKey } from './phoneStorage.ts'
import { DEFAULT_KEY_DERIVATION, type KeyDerivation } from './pinShare.ts'
import { modularPower, type Power } from './share.ts'

export type PhoneOptions = {
  api: DeviceApi
  storage: PhoneStorage
  /** Bits of the keys to make: 3072, or 2048 in tests. */
  keyBits?: KeyBits
  keyDerivation?: KeyDerivation
  expectedServerKid?: string
  /** Replaces BigInt, e.g. by the simulator. */
  power?: Power
  /** Replaces WebCrypto where keys are made, e.g. in tests, which make many. */
  generateKey?: GenerateKey
}

export type Phone = {
  /** Null until enrolled. */
  account(): Promise<PhoneAccount | null>
  enrol(input: EnrolInput): Promise<PhoneAccount>
  /**
   * Confirms with PIN1 or PIN2, as the request's kind wants. One at a time for each key.
   * Where no answer came it throws PhoneError `noAnswer`: call it again with the same request.
   */
  confirm(request: PhoneRequest, pin: string, verificationCode?: string): Promise<ConfirmResult>
}

export function createPhone(options: PhoneOptions): Phone {
  const { api, storage } = options
  const settings = {
    keyBits: options.keyBits ?? 3072,
    keyDerivation: options.keyDerivation ?? DEFAULT_KEY_DERIVATION,
    expectedServerKid: options.expectedServerKid ?? null,
    generateKey: options.generateKey,
  }
  return {
    account: () => readAccount(storage),
    enrol: (input) => enrol(api, storage, input, settings),
    async confirm(request, pin, verificationCode) {
      const purpose = purposeOf(request)
      const { keyId } = await readOwnKey(storage, purpose, request)
      return await oneAtATime(`countersign:${keyId}`, () =>
        confirm(api, storage, {
          request,
          pin,
          verificationCode: verificationCode ?? null,
          readKey: () => readOwnKey(storage, purpose, request),
          power: options.power ?? modularPower,
        }),
      )
    },
  }
}

/** PIN1 must never sign a document, whatever the server asks. */
function purposeOf(request: PhoneRequest): KeyPurpose {
  if (request.kind === 'certificateChoice')
    throw new PhoneError('notWhatWasShown', 'A certificate choice needs no PIN')
  return request.kind
}

async function readOwnKey(
  storage: PhoneStorage,
  purpose: KeyPurpose,
  request: PhoneRequest,
): Promise<PhoneKey> {
  const key = await readKey(storage, purpose)
  if (key === null) throw new PhoneError('notEnrolled', 'This phone has no account')
  if (request.key?.keyId !== key.keyId)
    throw new PhoneError('notWhatWasShown', 'The request names another key')
  return key
}
