/** Made-up people with phones, for tests: proved, enrolled, and asked things by a relying party. */
import { randomInt, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { nativePower } from '../../scripts/simulate/play/nativePower.ts'
import type { DeviceDescription } from '../../server/domain/accounts/device.ts'
import { type SessionId, toId } from '../../server/domain/ids.ts'
import type { Decision, Friction } from '../../server/domain/sessions/decision.ts'
import type { PhoneRequest } from '../../server/domain/sessions/phoneRequest.ts'
import type { CertificateLevel, SessionKind, ToSign } from '../../server/domain/sessions/session.ts'
import type { Instant } from '../../server/domain/time.ts'
import { prove } from '../../server/flow/enrolment/prove.ts'
import { applyDecision } from '../../server/flow/request/applyDecision.ts'
import { awaitSession, type SessionOutcome } from '../../server/flow/request/awaitSession.ts'
import { type Received, type ReceiveRequest, receive } from '../../server/flow/request/receive.ts'
import { callDeviceApi, createHttpDeviceApi } from '../../web/phone/httpDeviceApi.ts'
import { createPhone, type Phone } from '../../web/phone/phone.ts'
import { createMemoryStorage, type PhoneStorage } from '../../web/phone/phoneStorage.ts'
import { keyOfPooledPrimes } from '../host/pooledPrimes.ts'
import type { Service } from './startService.ts'

export const PIN1 = '481516'
export const PIN2 = '234208'
/** As light as scrypt goes: tests make many shares. */
export const LIGHT_KEY_DERIVATION = { N: 2, r: 1, p: 1 }

export const DEVICE: DeviceDescription = {
  platform: 'android',
  model: 'Pebble 7',
  osVersion: '15',
  appVersion: '1.0.0',
  language: 'en',
  interactions: [
    'displayTextAndPIN',
    'verificationCodeChoice',
    'confirmationMessage',
    'confirmationMessageAndVerificationCodeChoice',
  ],
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

/** What people need of the service: its address, and ports to look behind it. */
export type Doors = Pick<Service, 'url' | 'deps'>

export type TestPhone = {
  phone: Phone
  storage: PhoneStorage
  semanticsIdentifier: string
  documentNumber: string
  accountId: string
  /** Any call of the device API as this phone. Event time is set with `at`. */
  call(method: string, path: string, body?: unknown, at?: Instant): Promise<unknown>
  requests(at?: Instant): Promise<PhoneRequest[]>
  /** Another phone with a copy of this one's storage. */
  copy(): Promise<TestPhone>
  /** Event time that every further call names; null: none. */
  setTime(at: Instant | null): void
}

/** An identity code that nobody has: the checks of real ones fail. */
export function madeUpIdentity(): string {
  return `PNOEE-9${String(randomInt(0, 10 ** 10)).padStart(10, '0')}`
}

export async function proveSomebody(
  service: Doors,
  options: { semanticsIdentifier?: string; level?: CertificateLevel } = {},
): Promise<{ activationCode: string; semanticsIdentifier: string }> {
  const semanticsIdentifier = options.semanticsIdentifier ?? madeUpIdentity()
  const { activationCode } = await prove(service.deps, {
    identity: { semanticsIdentifier, givenName: 'MARI-LIIS', surname: 'MÄNNIK' },
    contact: { email: 'mari-liis@example.com', language: 'et' },
    level: options.level ?? 'QUALIFIED',
    method: 'inPerson',
    authority: 'TEST',
    provedAt: service.deps.clock.now(),
    userId: null,
  })
  return { activationCode, semanticsIdentifier }
}

export type EnrolOptions = {
  semanticsIdentifier?: string
  level?: CertificateLevel
  device?: Partial<DeviceDescription>
  ip?: string
  /** Stands between the phone and the network. */
  fetch?: typeof globalThis.fetch
  at?: Instant
  pins?: { pin1: string; pin2: string }
}

export async function enrolPhone(service: Doors, options: EnrolOptions = {}): Promise<TestPhone> {
  const { activationCode, semanticsIdentifier } = await proveSomebody(service, options)
  const made = createTestPhone(service, createMemoryStorage(), semanticsIdentifier, options)
  if (options.at !== undefined) made.setTime(options.at)
  const account = await made.phone.enrol({
    activationCode,
    pin1: options.pins?.pin1 ?? PIN1,
    pin2: options.pins?.pin2 ?? PIN2,
    device: { ...DEVICE, ...options.device },
  })
  made.documentNumber = account.documentNumber
  made.accountId = account.accountId
  return made
}

const requestsAnswer = z.object({ requests: z.custom<PhoneRequest[]>(Array.isArray) })

function createTestPhone(
  service: Doors,
  storage: PhoneStorage,
  semanticsIdentifier: string,
  options: EnrolOptions,
): TestPhone {
  let time: Instant | null = null
  const headers = () => ({
    'x-forwarded-for': options.ip ?? '127.0.0.1',
    ...(time !== null && { 'countersign-event-time': String(time) }),
  })
  const http = {
    baseUrl: `${service.url}/device-api/v1`,
    accessToken: async () => (await phone.account())?.accessToken ?? null,
    headers,
    ...(options.fetch !== undefined && { fetch: options.fetch }),
  }
  const phone = createPhone({
    api: createHttpDeviceApi(http),
    storage,
    keyBits: 2048,
    keyDerivation: LIGHT_KEY_DERIVATION,
    power: nativePower,
    generateKey: keyOfPooledPrimes,
  })
  const made: TestPhone = {
    phone,
    storage,
    semanticsIdentifier,
    documentNumber: '',
    accountId: '',
    async call(method, path, body, at) {
      const before = time
      if (at !== undefined) time = at
      try {
        return await callDeviceApi(http, method, path, body)
      } finally {
        time = before
      }
    },
    async requests(at) {
      return requestsAnswer.parse(await made.call('GET', '/requests?timeoutMs=0', undefined, at)).requests
    },
    async copy() {
      const names = ['account', 'key:authentication', 'key:signature']
      const entries = await Promise.all(names.map(async (name) => [name, await storage.get(name)]))
      const copied = createMemoryStorage(Object.fromEntries(entries))
      const twin = createTestPhone(service, copied, semanticsIdentifier, options)
      return Object.assign(twin, { documentNumber: made.documentNumber, accountId: made.accountId })
    },
    setTime(at) {
      time = at
    },
  }
  return made
}

export const DEMO_UUID = '00000000-0000-4000-8000-000000000000'

export async function demoRelyingParty(service: Doors) {
  const found = await service.deps.relyingParties.find(DEMO_UUID, 'DEMO')
  if (found === null) throw new Error('the demo relying party is not seeded')
  return found
}

export type AskOptions = Partial<
  Pick<
    ReceiveRequest,
    'target' | 'entry' | 'toSign' | 'interactions' | 'occurredAt' | 'initialCallbackUrl' | 'initiator'
  >
> & { kind?: SessionKind; verificationCode?: ReceiveRequest['verificationCode'] }

const INTERACTIONS_JSON = '[{"type":"displayTextAndPIN","displayText60":"Log in to the demo"}]'

/** A relying party asks this person. Nothing decides until `deliver` does, where no workers run. */
export async function requestSession(
  service: Doors,
  who: TestPhone | null,
  options: AskOptions = {},
): Promise<Received> {
  const kind = options.kind ?? 'authentication'
  return await receive(service.deps, {
    apiVersion: 'v3',
    kind,
    relyingParty: await demoRelyingParty(service),
    relyingPartyName: 'DEMO',
    target: options.target ?? targetOf(who),
    entry: options.entry ?? 'notification',
    requestedLevel: 'QUALIFIED',
    toSign: options.toSign ?? toSignOf(service, kind),
    interactions:
      options.interactions ??
      (kind === 'certificateChoice' ? [] : [{ type: 'displayTextAndPIN', text: 'Log in to the demo' }]),
    interactionsB64: kind === 'certificateChoice' ? null : Buffer.from(INTERACTIONS_JSON).toString('base64'),
    verificationCode:
      options.verificationCode === undefined && kind !== 'certificateChoice'
        ? { from: 'chance' }
        : (options.verificationCode ?? null),
    initialCallbackUrl: options.initialCallbackUrl ?? null,
    linkedSessionId: null,
    shareDeviceIp: false,
    ignoredProperties: [],
    initiator: options.initiator ?? {},
    payment: {},
    fingerprint: randomUUID(),
    occurredAt: options.occurredAt ?? service.deps.clock.now(),
  })
}

function targetOf(who: TestPhone | null): ReceiveRequest['target'] {
  return who === null ? { by: 'anyone' } : { by: 'documentNumber', value: who.documentNumber }
}

function toSignOf(service: Doors, kind: SessionKind): ToSign {
  if (kind === 'certificateChoice') return { protocol: 'none' }
  if (kind === 'signature') {
    const digest = service.deps.random.bytes(32)
    return { protocol: 'digest', digest, algorithm: { padding: 'PKCS1_V1_5', hash: 'SHA-256' } }
  }
  return {
    protocol: 'acspV2',
    rpChallenge: Buffer.from(service.deps.random.bytes(64)).toString('base64'),
    algorithm: { padding: 'PSS', hash: 'SHA-512', saltLength: 64 },
  }
}

/** Decides by hand what workers decide otherwise, so that a test is about the phone alone. */
export async function deliver(
  service: Doors,
  sessionId: SessionId,
  friction: Friction | null = null,
): Promise<void> {
  const session = await service.deps.sessions.find(sessionId)
  if (session === null) throw new Error('no such session')
  const decision: Decision = {
    stage: 'delivery',
    outcome: friction === null ? 'allow' : 'warn',
    decidedBy: 'engine',
    score: 0,
    reasons: [],
    features: {},
    ruleSetVersion: 'test',
    modelVersion: null,
    friction,
    basis: null,
    shadow: null,
  }
  if (!(await applyDecision(service.deps, session, decision))) throw new Error('somebody else decided')
}

/** Asks, delivers, and gives the request as the phone gets it. */
export async function requestAndDeliver(
  service: Doors,
  who: TestPhone,
  options: AskOptions & { friction?: Friction } = {},
): Promise<PhoneRequest> {
  const { sessionId } = await requestSession(service, who, options)
  await deliver(service, sessionId, options.friction ?? null)
  return await requestOf(who, sessionId, options.occurredAt)
}

export async function requestOf(who: TestPhone, sessionId: string, at?: Instant): Promise<PhoneRequest> {
  const request = (await who.requests(at)).find((one) => one.sessionId === sessionId)
  if (request === undefined) throw new Error(`the phone has no request ${sessionId}`)
  return request
}

/** What the relying party sees, at once. */
export async function outcomeOf(
  service: Doors,
  sessionId: string,
  at?: Instant,
): Promise<SessionOutcome | null> {
  return await awaitSession(service.deps, {
    sessionId: toId<'session'>(sessionId),
    relyingPartyId: null,
    timeoutMs: 0,
    occurredAt: at ?? service.deps.clock.now(),
  })
}
