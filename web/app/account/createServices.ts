/** What the screens are given: the phone, its memory and the server. Made once, by main.tsx. */

import type { EnrolInput } from '../../phone/enrol.ts'
import { createHttpDeviceApi } from '../../phone/httpDeviceApi.ts'
import { createPhone, type Phone } from '../../phone/phone.ts'
import { type PhoneAccount, readAccount } from '../../phone/phoneStorage.ts'
import { createDeviceClient, type DeviceClient } from '../device-api/createDeviceClient.ts'
import { type IndexedDbStorage, openIndexedDbStorage } from './indexedDbStorage.ts'

export type Services = {
  storage: IndexedDbStorage
  client: DeviceClient
  phone: Phone
  /** Enrols with keys of the size that the server takes. */
  enrol(input: EnrolInput): Promise<PhoneAccount>
}

export async function createServices(baseUrl: string): Promise<Services> {
  const storage = await openIndexedDbStorage('countersign')
  const options = { baseUrl, accessToken: async () => (await readAccount(storage))?.accessToken ?? null }
  const client = createDeviceClient(options)
  const api = createHttpDeviceApi(options)
  return {
    storage,
    client,
    phone: createPhone({ api, storage }),
    async enrol(input) {
      const keyBits = await client.keyBits()
      return await createPhone({ api, storage, keyBits }).enrol(input)
    },
  }
}
