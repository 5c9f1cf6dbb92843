/**
 * A relying party's client of RP API v3, written from the published description and not from the server:
 * it shares no code with it, so that both must have understood the same. It creates sessions, makes device
 * links, polls, and verifies what comes back in the order in which a relying party must.
 */
import { createHash, createHmac, randomBytes, type X509Certificate } from 'node:crypto'
import { z } from 'zod'
import {
  authenticationStatus,
  type Complete,
  certificateStatus,
  certSchema,
  type Hash,
  linkSchema,
  pushedSchema,
  pushedSignatureSchema,
  signatureStatus,
  statusSchema,
} from './v3Answers.ts'
import {
  type Anchors,
  checkCertificate,
  checkSignature,
  type FlowType,
  type Level,
  type LinkType,
  mustBe,
  toOpenSsl,
  toVerified,
  type Verified,
} from './v3Trust.ts'

export type V3Identity = { relyingPartyUUID: string; relyingPartyName: string }

export type V3ClientOptions = V3Identity & {
  /** E.g. `https://localhost:8443/smart-id-rp/v3`. */
  baseUrl: string
  /** `smart-id` or `smart-id-demo`. */
  scheme: string
  anchors: Anchors
}

export type Interaction =
  | { type: 'displayTextAndPIN'; displayText60: string }
  | { type: 'confirmationMessage'; displayText200: string }
  | { type: 'confirmationMessageAndVerificationCodeChoice'; displayText200: string }

/** What the relying party keeps of a session that it started; never shown to a browser. */
export type Started = {
  sessionID: string
  kind: 'auth' | 'sign' | 'cert'
  interactions: string
  initialCallbackUrl: string
  /** rpChallenge or digest; empty for a certificate choice. */
  challenge: string
  /** What was signed, for signatures. */
  data: Uint8Array
  hash: Hash
  link: { sessionToken: string; sessionSecret: string; deviceLinkBase: string; receivedAt: number } | null
  verificationCode: string | null
}

export class V3Error extends Error {
  readonly status: number
  constructor(status: number, text: string) {
    super(`the RP API answered ${status}: ${text}`)
    this.status = status
  }
}

export type Target = { etsi: string } | { document: string } | 'anonymous'
type AuthenticationOptions = { interactions: Interaction[]; hash?: Hash; callback?: string; level?: Level }
type SignatureOptions = AuthenticationOptions & { data: Uint8Array; legacy?: boolean }

export type V3Client = ReturnType<typeof createV3Client>

export function createV3Client(options: V3ClientOptions) {
  const { relyingPartyUUID, relyingPartyName } = options
  const common = { relyingPartyUUID, relyingPartyName }

  async function request(path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${options.baseUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new V3Error(response.status, text)
    return JSON.parse(text)
  }

  async function startAuthentication(
    by: 'device-link' | 'notification',
    target: Target,
    asked: AuthenticationOptions,
  ) {
    const hash = asked.hash ?? 'SHA-512'
    const rpChallenge = randomBytes(64).toString('base64')
    const interactions = encodeInteractions(asked.interactions)
    const answer = await request(`/authentication/${by}/${toPath(target)}`, {
      ...common,
      certificateLevel: asked.level ?? 'QUALIFIED',
      signatureProtocol: 'ACSP_V2',
      signatureProtocolParameters: { rpChallenge, ...pss(hash) },
      interactions,
      ...(by === 'notification' && { vcType: 'numeric4' }),
      ...(asked.callback !== undefined && { initialCallbackUrl: asked.callback }),
    })
    const shared = {
      kind: 'auth' as const,
      interactions,
      challenge: rpChallenge,
      hash,
      data: new Uint8Array(),
    }
    if (by === 'device-link') return started(answer, { ...shared, callback: asked.callback })
    const { sessionID } = pushedSchema.parse(answer)
    const verificationCode = codeOf(Buffer.from(rpChallenge, 'base64'))
    return { ...shared, sessionID, initialCallbackUrl: '', link: null, verificationCode }
  }

  function signatureBody(asked: SignatureOptions) {
    const hash = asked.hash ?? 'SHA-512'
    const digest = createHash(toOpenSsl(hash)).update(asked.data).digest('base64')
    const interactions = encodeInteractions(asked.interactions)
    const body = {
      ...common,
      certificateLevel: asked.level ?? 'QUALIFIED',
      signatureProtocol: 'RAW_DIGEST_SIGNATURE',
      signatureProtocolParameters: { digest, ...(asked.legacy === true ? legacy(hash) : pss(hash)) },
      interactions,
      ...(asked.callback !== undefined && { initialCallbackUrl: asked.callback }),
    }
    return { body, kept: { kind: 'sign' as const, interactions, challenge: digest, hash, data: asked.data } }
  }

  return {
    linkAuthentication: (target: Target, asked: AuthenticationOptions): Promise<Started> =>
      startAuthentication('device-link', target, asked),

    pushAuthentication: (target: Target, asked: AuthenticationOptions): Promise<Started> =>
      startAuthentication('notification', target, asked),

    async linkSignature(target: Target, asked: SignatureOptions): Promise<Started> {
      const { body, kept } = signatureBody(asked)
      return started(await request(`/signature/device-link/${toPath(target)}`, body), {
        ...kept,
        callback: asked.callback,
      })
    },

    async pushSignature(target: Target, asked: SignatureOptions): Promise<Started> {
      const { body, kept } = signatureBody(asked)
      const answer = pushedSignatureSchema.parse(
        await request(`/signature/notification/${toPath(target)}`, body),
      )
      return {
        ...kept,
        sessionID: answer.sessionID,
        initialCallbackUrl: '',
        link: null,
        verificationCode: answer.vc.value,
      }
    },

    /** Continues a certificate choice by device link, in the app that waits. */
    async linkedSignature(
      document: string,
      linkedSessionID: string,
      asked: SignatureOptions,
    ): Promise<Started> {
      const { body, kept } = signatureBody(asked)
      const answer = await request(`/signature/notification/linked/${encodeURIComponent(document)}`, {
        ...body,
        linkedSessionID,
      })
      return {
        ...kept,
        ...pushedSchema.parse(answer),
        initialCallbackUrl: '',
        link: null,
        verificationCode: null,
      }
    },

    async linkCertificateChoice(asked: { callback?: string; level?: Level } = {}): Promise<Started> {
      const body = {
        ...common,
        certificateLevel: asked.level ?? 'QUALIFIED',
        nonce: randomBytes(10).toString('hex'),
      }
      const answer = await request('/signature/certificate-choice/device-link/anonymous', {
        ...body,
        ...(asked.callback !== undefined && { initialCallbackUrl: asked.callback }),
      })
      return started(answer, { ...CERTIFICATE_CHOICE, callback: asked.callback })
    },

    async pushCertificateChoice(etsi: string): Promise<Started> {
      const body = { ...common, nonce: randomBytes(10).toString('hex') }
      const answer = await request(
        `/signature/certificate-choice/notification/etsi/${encodeURIComponent(etsi)}`,
        body,
      )
      const { sessionID } = pushedSchema.parse(answer)
      return { ...CERTIFICATE_CHOICE, sessionID, initialCallbackUrl: '', link: null, verificationCode: null }
    },

    async certificate(document: string): Promise<X509Certificate> {
      const answer = await request(`/signature/certificate/${encodeURIComponent(document)}`, common)
      const { cert } = z.strictObject({ state: z.literal('OK'), cert: certSchema }).parse(answer)
      return checkCertificate(options.anchors, cert, 'sign', 'QUALIFIED')
    },

    /** What the browser shows or opens. A QR code says how old it is. */
    deviceLink: (session: Started, type: LinkType): string => deviceLink(options, session, type),

    /** Asks until the session is over. */
    async outcome(session: Pick<Started, 'sessionID'>): Promise<Complete> {
      while (true) {
        const status = statusSchema.parse(await request(`/session/${session.sessionID}?timeoutMs=30000`))
        if (status.state === 'COMPLETE') return status
      }
    },

    /** @throws Untrusted, or ZodError where the status is not as published. */
    verifyAuthentication(
      session: Started,
      sent: Complete,
      offered: FlowType[],
      level: Level = 'QUALIFIED',
    ): Verified {
      const status = authenticationStatus.parse(sent)
      const { signature } = status
      mustBe(offered.includes(signature.flowType), 'the flow was not offered')
      const certificate = checkCertificate(options.anchors, status.cert, 'auth', level)
      const payload = [
        options.scheme,
        'ACSP_V2',
        signature.serverRandom,
        session.challenge,
        signature.userChallenge,
        base64(relyingPartyName),
        '',
        createHash('sha256').update(session.interactions).digest('base64'),
        status.interactionTypeUsed,
        hasCallback(signature.flowType) ? session.initialCallbackUrl : '',
        signature.flowType,
      ].join('|')
      checkSignature(signature, session.hash, Buffer.from(payload), certificate)
      return toVerified(status, signature.flowType, certificate)
    },

    /** @throws Untrusted, or ZodError where the status is not as published. */
    verifySignature(
      session: Started,
      sent: Complete,
      offered: FlowType[],
      level: Level = 'QUALIFIED',
    ): Verified {
      const status = signatureStatus.parse(sent)
      mustBe(offered.includes(status.signature.flowType), 'the flow was not offered')
      const certificate = checkCertificate(options.anchors, status.cert, 'sign', level)
      checkSignature(status.signature, session.hash, session.data, certificate)
      return toVerified(status, status.signature.flowType, certificate)
    },

    /** @throws Untrusted, or ZodError where the status is not as published. */
    verifyCertificateChoice(sent: Complete, offered: FlowType[], level: Level = 'QUALIFIED'): Verified {
      const status = certificateStatus.parse(sent)
      mustBe(offered.includes(status.signature.flowType), 'the flow was not offered')
      const certificate = checkCertificate(options.anchors, status.cert, 'sign', level)
      return toVerified(status, status.signature.flowType, certificate)
    },

    /**
     * The browser has come back to `url`: it must know what only the app could tell it.
     * @throws Untrusted
     */
    verifyCallback(session: Started, sent: Complete, url: string): void {
      const { searchParams } = new URL(url)
      mustBe(url.startsWith(session.initialCallbackUrl), 'the callback is another')
      const secret = Buffer.from(session.link?.sessionSecret ?? '', 'base64')
      const digest = createHash('sha256').update(secret).digest('base64url')
      mustBe(searchParams.get('sessionSecretDigest') === digest, 'the session secret is another')
      if (session.kind !== 'auth') {
        mustBe(!searchParams.has('userChallengeVerifier'), 'only an authentication has a user challenge')
        return
      }
      const verifier = searchParams.get('userChallengeVerifier') ?? ''
      const challenge = createHash('sha256').update(verifier).digest('base64url')
      mustBe(
        challenge === authenticationStatus.parse(sent).signature.userChallenge,
        'the user challenge is another',
      )
    },
  }
}

const CERTIFICATE_CHOICE = {
  kind: 'cert' as const,
  interactions: '',
  challenge: '',
  hash: 'SHA-512' as const,
  data: new Uint8Array(),
}

type Kept = Pick<Started, 'kind' | 'interactions' | 'challenge' | 'hash' | 'data'> & {
  callback: string | undefined
}

function started(answer: unknown, { callback, ...kept }: Kept): Started {
  const { sessionID, ...link } = linkSchema.parse(answer)
  return {
    ...kept,
    sessionID,
    initialCallbackUrl: callback ?? '',
    link: { ...link, receivedAt: Date.now() },
    verificationCode: null,
  }
}

const PROTOCOL = { auth: 'ACSP_V2', sign: 'RAW_DIGEST_SIGNATURE', cert: '' } as const

function deviceLink({ scheme, relyingPartyName }: V3ClientOptions, session: Started, type: LinkType): string {
  if (session.link === null) throw new Error('the session has no device link')
  const { sessionToken, sessionSecret, deviceLinkBase, receivedAt } = session.link
  const elapsed = type === 'QR' ? `&elapsedSeconds=${Math.floor((Date.now() - receivedAt) / 1000)}` : ''
  const unprotected =
    `${deviceLinkBase}?deviceLinkType=${type}${elapsed}&sessionToken=${sessionToken}` +
    `&sessionType=${session.kind}&version=1.0&lang=eng`
  const payload = [
    scheme,
    PROTOCOL[session.kind],
    session.challenge,
    base64(relyingPartyName),
    '',
    session.interactions,
    hasCallback(type) ? session.initialCallbackUrl : '',
    unprotected,
  ].join('|')
  const authCode = createHmac('sha256', Buffer.from(sessionSecret, 'base64'))
    .update(payload)
    .digest('base64url')
  return `${unprotected}&authCode=${authCode}`
}

function hasCallback(type: FlowType): boolean {
  return type === 'Web2App' || type === 'App2App'
}

function toPath(target: Target): string {
  if (target === 'anonymous') return 'anonymous'
  if ('etsi' in target) return `etsi/${encodeURIComponent(target.etsi)}`
  return `document/${encodeURIComponent(target.document)}`
}

function pss(hashAlgorithm: Hash) {
  return { signatureAlgorithm: 'rsassa-pss', signatureAlgorithmParameters: { hashAlgorithm } }
}

function legacy(hash: Hash) {
  return { signatureAlgorithm: `${toOpenSsl(hash)}WithRSAEncryption` }
}

function encodeInteractions(interactions: Interaction[]): string {
  return base64(JSON.stringify(interactions))
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}

/** The last two octets of SHA-256, modulo 10,000. */
function codeOf(challenge: Uint8Array): string {
  const hash = createHash('sha256').update(challenge).digest()
  return String(hash.readUInt16BE(30) % 10_000).padStart(4, '0')
}
