/** A phone whose storage is memory and whose PINs protect nothing: the mock endpoint's, for relying parties' own tests. */
import type { DeviceApi } from '../../server/domain/accounts/deviceApi.ts'
import type { KeyBits } from './keys.ts'
import { createPhone, type Phone } from './phone.ts'
import { createMemoryStorage } from './phoneStorage.ts'

/** As light as scrypt goes. */
const KEY_DERIVATION = { N: 2, r: 1, p: 1 }

export function createMemoryPhone(api: DeviceApi, keyBits: KeyBits): Phone {
  return createPhone({ api, storage: createMemoryStorage(), keyBits, keyDerivation: KEY_DERIVATION })
}
