/**
 * A phone that lives in the server's memory and always does the same, for relying parties' own tests
 * (test mode only). It is a real one: enrolled like any other, with a share of its own and a PIN that no
 * request carries, and it calls the flows that the device API calls.
 */
import { randomInt } from 'node:crypto'
import type { DeviceDescription } from '../domain/accounts/device.ts'
import type { DeviceApi } from '../domain/accounts/deviceApi.ts'
import type { AccountId, SessionId } from '../domain/ids.ts'
import { toId } from '../domain/ids.ts'
import type { PhoneRequest } from '../domain/sessions/phoneRequest.ts'
import { type CertificateLevel, INTERACTION_TYPES } from '../domain/sessions/session.ts'
import type { Instant } from '../domain/time.ts'
import type { Dependencies } from '../flow/dependencies.ts'
import { finishEnrolment, startEnrolment } from '../flow/enrolment/enrol.ts'
import { prove } from '../flow/enrolment/prove.ts'
import { accept } from '../flow/phone/accept.ts'
import { claim } from '../flow/phone/claim.ts'
import { confirm } from '../flow/phone/confirm.ts'
import type { Phone as ActingPhone } from '../flow/phone/phone.ts'
import { refuse } from '../flow/phone/refuse.ts'
import { serverKey } from '../flow/phone/serverKey.ts'
import { watchRequests } from '../flow/phone/waitForRequests.ts'

export const MOCK_OUTCOMES = [
  'OK',
  'USER_REFUSED',
  'USER_REFUSED_INTERACTION',
  'WRONG_VC',
  'TIMEOUT',
] as const
export type MockOutcome = (typeof MOCK_OUTCOMES)[number]

export type MockPhoneRequest = {
  semanticsIdentifier: string
  givenName: string
  surname: string
  level: CertificateLevel
  outcome: MockOutcome
  ip: string
}

export type MockPhone = {
  documentNumber: string
  /** @throws AppError as the device API would. */
  claim(deviceLink: string, ip: string, at: Instant): Promise<SessionId>
  /** Waits until the request is shown and does what this phone always does; the callback address, if there is one. */
  act(sessionId: SessionId, ip: string, signal: AbortSignal): Promise<string | null>
}

const ADDRESS_OF_NOBODY = '127.0.0.1'

/** The phone's half of enrolment and signing, which is no part of the server: the composition hands it in. */
export interface PhoneHalf {
  enrol(input: {
    activationCode: string
    pin1: string
    pin2: string
    device: DeviceDescription
  }): Promise<{ accountId: string; documentNumber: string }>
  confirm(request: PhoneRequest, pin: string, verificationCode?: string): Promise<unknown>
}

/** @param keyBits of the keys to make. */
export type CreatePhoneHalf = (api: DeviceApi, keyBits: 2048 | 3072) => PhoneHalf

export async function enrolMockPhone(
  deps: Dependencies,
  createPhoneHalf: CreatePhoneHalf,
  wanted: MockPhoneRequest,
): Promise<MockPhone> {
  const { semanticsIdentifier, givenName, surname, level, outcome } = wanted
  const { activationCode } = await prove(deps, {
    identity: { semanticsIdentifier, givenName, surname },
    contact: null,
    level,
    method: 'mock',
    authority: 'TEST',
    provedAt: deps.clock.now(),
    userId: null,
  })
  const [pin1, pin2] = [drawPin(), drawPin()]
  const caller: Caller = { accountId: null, ip: wanted.ip }
  const phone = createPhoneHalf(directApi(deps, caller), deps.settings.keyBits === 2048 ? 2048 : 3072)
  const { accountId, documentNumber } = await phone.enrol({
    activationCode,
    pin1,
    pin2,
    device: mockDevice(),
  })
  const account = toId<'account'>(accountId)
  caller.accountId = account

  async function sign(request: PhoneRequest, ip: string): Promise<void> {
    caller.ip = ip
    const wrongOne = outcome === 'WRONG_VC'
    const right = (await deps.sessions.find(toId<'session'>(request.sessionId)))?.verificationCode
    const picked = request.codeChoices?.find((code) => (code === right) !== wrongOne)
    await phone.confirm(request, request.kind === 'authentication' ? pin1 : pin2, picked)
  }

  return {
    documentNumber,
    async claim(deviceLink, ip, at) {
      return await claim(deps, { ...(await actingPhone(deps, account, ip)), at }, deviceLink)
    },
    async act(sessionId, ip, signal) {
      const acting = await actingPhone(deps, account, ip)
      const request = await requestFor(deps, acting, sessionId, signal)
      if (request === null || outcome === 'TIMEOUT') return null
      if (outcome === 'USER_REFUSED_INTERACTION') await deps.sessions.shown(sessionId, acting.at)
      if (outcome === 'USER_REFUSED' || outcome === 'USER_REFUSED_INTERACTION')
        await refuse(deps, acting, sessionId)
      else if (request.kind === 'certificateChoice') await accept(deps, acting, sessionId)
      else await sign(request, ip)
      return request.callback?.url ?? null
    },
  }
}

async function requestFor(deps: Dependencies, phone: ActingPhone, sessionId: SessionId, signal: AbortSignal) {
  for await (const requests of watchRequests(deps, phone, signal)) {
    const request = requests.find((one) => one.sessionId === sessionId)
    if (request !== undefined) return request
  }
  return null
}

async function actingPhone(deps: Dependencies, accountId: AccountId, ip: string): Promise<ActingPhone> {
  const account = await deps.accounts.find(accountId)
  if (account === null) throw new Error('a mock phone has lost its account')
  return { account, ip, at: deps.clock.now() }
}

/** Which account acts, from where; none before enrolment. */
type Caller = { accountId: AccountId | null; ip: string }

/** The device API without HTTP. */
function directApi(deps: Dependencies, caller: Caller): DeviceApi {
  return {
    async serverKey() {
      const { publicJwk, kid } = await serverKey(deps)
      return { jwk: publicJwk, kid }
    },
    startEnrolment: (body) => startEnrolment(deps, body, deps.clock.now()),
    finishEnrolment: (id, sealed) =>
      finishEnrolment(deps, { id: toId<'enrolment'>(id), sealed, ip: ADDRESS_OF_NOBODY }),
    async confirm(sessionId, body) {
      if (caller.accountId === null) throw new Error('a mock phone confirms before it has an account')
      const phone = await actingPhone(deps, caller.accountId, caller.ip)
      return await confirm(deps, phone, { sessionId: toId<'session'>(sessionId), ...body })
    },
  }
}

function drawPin(): string {
  return String(randomInt(10 ** 5, 10 ** 6))
}

function mockDevice() {
  return {
    platform: 'android' as const,
    model: 'Mock',
    osVersion: '15',
    appVersion: '1.0.0',
    language: 'en',
    interactions: [...INTERACTION_TYPES],
    integrity: {
      rooted: false,
      debuggerAttached: false,
      emulator: false,
      remoteControlActive: false,
      accessibilityServiceActive: false,
      callActive: false,
      hardwareKeyStore: true,
      randomnessTestPassed: true,
    },
  }
}
