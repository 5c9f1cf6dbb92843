/** One phone of one person: the real phone's half of signing, with an address and a clock of its own. */
import { z } from 'zod'
import type { DeviceDescription, IntegrityFlags } from '../../../server/domain/accounts/device.ts'
import type { PhoneRequest } from '../../../server/domain/sessions/phoneRequest.ts'
import type { ConfirmResult } from '../../../web/phone/confirm.ts'
import { callDeviceApi, createHttpDeviceApi, DeviceApiError } from '../../../web/phone/httpDeviceApi.ts'
import type { GenerateKey } from '../../../web/phone/keys.ts'
import { createPhone } from '../../../web/phone/phone.ts'
import { createMemoryStorage } from '../../../web/phone/phoneStorage.ts'
import type { KeyDerivation } from '../../../web/phone/pinShare.ts'
import { nativePower } from './nativePower.ts'

export type PhoneSettings = {
  baseUrl: string
  keyBits: 2048 | 3072
  keyDerivation: KeyDerivation
  generateKey: GenerateKey | undefined
}

const requestsAnswer = z.object({ requests: z.array(z.custom<PhoneRequest>(isRequest)) })

function isRequest(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'sessionId' in value && 'kind' in value
}

const WAIT_MS = 15_000
/** Between two looks while another request of the same person is on the screen. */
const LOOK_AGAIN_MS = 200

export type SimulatedPhone = ReturnType<typeof createSimulatedPhone>

export function createSimulatedPhone(settings: PhoneSettings, device: DeviceDescription) {
  let address = '127.0.0.1'
  let at = 0
  let reported: IntegrityFlags = device.integrity
  const storage = createMemoryStorage()
  const http = {
    baseUrl: `${settings.baseUrl}/device-api/v1`,
    accessToken: async () => (await phone.account())?.accessToken ?? null,
    headers: () => ({ 'x-forwarded-for': address, 'countersign-event-time': String(Math.round(at)) }),
  }
  const phone = createPhone({
    api: createHttpDeviceApi(http),
    storage,
    keyBits: settings.keyBits,
    keyDerivation: settings.keyDerivation,
    power: nativePower,
    ...(settings.generateKey !== undefined && { generateKey: settings.generateKey }),
  })
  const act = (method: string, path: string, body?: unknown) => callDeviceApi(http, method, path, body)

  return {
    /** Where the phone is and what time it is there, for everything it does from now on. */
    be(where: string, when: number): void {
      address = where
      at = when
    },
    async enrol(activationCode: string, pin1: string, pin2: string): Promise<void> {
      await phone.enrol({ activationCode, pin1, pin2, device })
    },
    async checkIn(): Promise<void> {
      await act('GET', '/account')
    },
    /** Tells the service where the phone's own findings changed. */
    async reportIntegrity(differences: Partial<IntegrityFlags>): Promise<void> {
      const found = { ...device.integrity, ...differences }
      if (JSON.stringify(found) === JSON.stringify(reported)) return
      await act('PUT', '/integrity', found)
      reported = found
    },
    async claim(deviceLink: string): Promise<void> {
      await act('POST', '/links/claim', { deviceLink })
    },
    /** Waits until the request is on the screen; null where the signal came first. */
    async awaitRequest(sessionId: string, signal: AbortSignal): Promise<PhoneRequest | null> {
      const waiting = {
        ...http,
        fetch: (url: string | URL | Request, init?: RequestInit) => fetch(url, { ...init, signal }),
      }
      while (!signal.aborted) {
        try {
          const answer = requestsAnswer.parse(
            await callDeviceApi(waiting, 'GET', `/requests?timeoutMs=${WAIT_MS}`),
          )
          const found = answer.requests.find((request) => request.sessionId === sessionId)
          if (found !== undefined) return found
          if (answer.requests.length > 0) await pause(LOOK_AGAIN_MS, signal)
        } catch (error) {
          if (!signal.aborted) throw error
        }
      }
      return null
    },
    async shown(sessionId: string): Promise<void> {
      await act('POST', `/requests/${sessionId}/shown`)
    },
    confirm: (request: PhoneRequest, pin: string, code?: string): Promise<ConfirmResult> =>
      phone.confirm(request, pin, code),
    /** False where the request was over already. */
    async answer(sessionId: string, how: 'refuse' | 'report' | 'accept'): Promise<boolean> {
      try {
        await act('POST', `/requests/${sessionId}/${how}`, {})
        return true
      } catch (error) {
        if (error instanceof DeviceApiError && (error.status === 409 || error.status === 404)) return false
        throw error
      }
    },
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
