/** The calls of the device API beside enrolment and confirmation, which web/phone makes. */
import { z } from 'zod'
import { type IntegrityFlags, KEY_STATES } from '../../../server/domain/accounts/device.ts'
import { callDeviceApi, type HttpDeviceApiOptions } from '../../phone/httpDeviceApi.ts'

const keyStatusSchema = z.object({
  state: z.enum(KEY_STATES),
  attemptsLeft: z.number(),
  attemptsLeftInTotal: z.number(),
  lockedUntil: z.number().nullable(),
})
export type KeyStatus = z.infer<typeof keyStatusSchema>

const accountStatusSchema = z.object({
  documentNumber: z.string(),
  keys: z.object({ authentication: keyStatusSchema.optional(), signature: keyStatusSchema.optional() }),
})
export type AccountStatus = z.infer<typeof accountStatusSchema>

const claimedSchema = z.object({ sessionId: z.string() })
const keySizeSchema = z.object({
  keyBits: z.union([z.literal(2048), z.literal(3072), z.literal(4096)]).default(3072),
})

export function createDeviceClient(options: HttpDeviceApiOptions) {
  const call = (method: string, path: string, body?: unknown) => callDeviceApi(options, method, path, body)
  const act = async (sessionId: string, action: string) => {
    await call('POST', `/requests/${encodeURIComponent(sessionId)}/${action}`, {})
  }
  return {
    /** Size of the keys that the server takes. */
    async keyBits() {
      return keySizeSchema.parse(await call('GET', '/server-key')).keyBits
    },
    account: async () => accountStatusSchema.parse(await call('GET', '/account')),
    shown: (sessionId: string) => act(sessionId, 'shown'),
    accept: (sessionId: string) => act(sessionId, 'accept'),
    refuse: (sessionId: string) => act(sessionId, 'refuse'),
    report: (sessionId: string) => act(sessionId, 'report'),
    async claim(deviceLink: string) {
      return claimedSchema.parse(await call('POST', '/links/claim', { deviceLink })).sessionId
    },
    async integrity(flags: IntegrityFlags) {
      await call('PUT', '/integrity', flags)
    },
    /** @param language in which warnings come. */
    async openEvents(language: string, signal: AbortSignal): Promise<Response> {
      const token = await options.accessToken()
      const headers = {
        accept: 'text/event-stream',
        'accept-language': language,
        authorization: `Bearer ${token ?? ''}`,
      }
      return await fetch(`${options.baseUrl}/events`, { headers, signal, cache: 'no-store' })
    },
  }
}

export type DeviceClient = ReturnType<typeof createDeviceClient>
