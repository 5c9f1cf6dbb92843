/**
 * A relying party's client of RP API v3, written from the published description and not from the server:
 * it shares no code with it, so that both must have understood the same. It creates sessions, makes device
 * links, polls, and verifies what comes back in the order in which a relying party must.
 */
import 'reflect-metadata'
import {
  constants,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
  verify,
  X509Certificate,
} from 'node:crypto'
import {
  CertificatePolicyExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as ParsedCertificate,
} from '@peculiar/x509'
import { z } from 'zod'

export type V3Identity = { relyingPartyUUID: string; relyingPartyName: string }

export type V3ClientOptions = V3Identity & {
  /** E.g. `https://localhost:8443/smart-id-rp/v3`. */
  baseUrl: string
  /** `smart-id` or `smart-id-demo`. */
  scheme: string
  /** PEM of the only authorities that are trusted: a root and what it issued. */
  anchors: { root: string; issuing: string }
}

const HASHES = ['SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'SHA3-384', 'SHA3-512'] as const
export type Hash = (typeof HASHES)[number]
/** OpenSSL's names. */
const toOpenSsl = (hash: Hash) => hash.replace('SHA-', 'SHA').toLowerCase()

export type Interaction =
  | { type: 'displayTextAndPIN'; displayText60: string }
  | { type: 'confirmationMessage'; displayText200: string }
  | { type: 'confirmationMessageAndVerificationCodeChoice'; displayText200: string }

export type LinkType = 'QR' | 'Web2App' | 'App2App'
export type FlowType = LinkType | 'Notification'
export type Level = 'ADVANCED' | 'QUALIFIED'

const linkSchema = z.strictObject({
  sessionID: z.uuid(),
  sessionToken: z.string().regex(/^[A-Za-z0-9]{24,}$/),
  sessionSecret: z.base64().min(24),
  deviceLinkBase: z.url(),
})
const pushedSchema = z.strictObject({ sessionID: z.uuid() })
const pushedSignatureSchema = z.strictObject({
  sessionID: z.uuid(),
  vc: z.strictObject({ type: z.literal('numeric4'), value: z.string().regex(/^\d{4}$/) }),
})

const levelSchema = z.enum(['ADVANCED', 'QUALIFIED'])
const certSchema = z.strictObject({ value: z.base64(), certificateLevel: levelSchema })
const interactionTypeSchema = z.enum([
  'displayTextAndPIN',
  'confirmationMessage',
  'confirmationMessageAndVerificationCodeChoice',
])
const linkTypes = ['QR', 'Web2App', 'App2App'] as const
const algorithmMembers = {
  value: z.base64(),
  flowType: z.enum([...linkTypes, 'Notification']),
  signatureAlgorithm: z.enum([
    'rsassa-pss',
    'sha256WithRSAEncryption',
    'sha384WithRSAEncryption',
    'sha512WithRSAEncryption',
  ]),
  signatureAlgorithmParameters: z
    .strictObject({
      hashAlgorithm: z.enum(HASHES),
      maskGenAlgorithm: z.strictObject({
        algorithm: z.literal('id-mgf1'),
        parameters: z.strictObject({ hashAlgorithm: z.enum(HASHES) }),
      }),
      saltLength: z.number(),
      trailerField: z.literal('0xbc'),
    })
    .optional(),
}
/** As strict as the published schemas, which forbid members that they do not name. */
const statusMembers = {
  state: z.literal('COMPLETE'),
  deviceIpAddress: z.string().optional(),
  ignoredProperties: z.array(z.string()).optional(),
}
const okResult = z.strictObject({ endResult: z.literal('OK'), documentNumber: z.string() })
const authenticationStatus = z.strictObject({
  ...statusMembers,
  result: okResult,
  signatureProtocol: z.literal('ACSP_V2'),
  signature: z.strictObject({
    ...algorithmMembers,
    serverRandom: z.base64().min(24),
    userChallenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  }),
  cert: certSchema,
  interactionTypeUsed: interactionTypeSchema,
})
const signatureStatus = z.strictObject({
  ...statusMembers,
  result: okResult,
  signatureProtocol: z.literal('RAW_DIGEST_SIGNATURE'),
  signature: z.strictObject(algorithmMembers),
  cert: certSchema,
  interactionTypeUsed: interactionTypeSchema,
})
const certificateStatus = z.strictObject({
  ...statusMembers,
  result: okResult,
  signature: z.strictObject({ flowType: z.enum([...linkTypes, 'Notification']) }),
  cert: certSchema,
})
const statusSchema = z.union([
  z.strictObject({ state: z.literal('RUNNING') }),
  z.looseObject({ state: z.literal('COMPLETE'), result: z.looseObject({ endResult: z.string() }) }),
])
export type Complete = Extract<z.output<typeof statusSchema>, { state: 'COMPLETE' }>

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

export type Verified = {
  documentNumber: string
  serialNumber: string
  flowType: FlowType
  level: Level
  certificate: X509Certificate
}

export class V3Error extends Error {
  readonly status: number
  constructor(status: number, text: string) {
    super(`the RP API answered ${status}: ${text}`)
    this.status = status
  }
}

/** The result of a session was not the signature that was asked for. */
export class Untrusted extends Error {}

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
      return checkCertificate(options, cert, 'sign', 'QUALIFIED')
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
      const certificate = checkCertificate(options, status.cert, 'auth', level)
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
      const certificate = checkCertificate(options, status.cert, 'sign', level)
      checkSignature(status.signature, session.hash, session.data, certificate)
      return toVerified(status, status.signature.flowType, certificate)
    },

    /** @throws Untrusted, or ZodError where the status is not as published. */
    verifyCertificateChoice(sent: Complete, offered: FlowType[], level: Level = 'QUALIFIED'): Verified {
      const status = certificateStatus.parse(sent)
      mustBe(offered.includes(status.signature.flowType), 'the flow was not offered')
      const certificate = checkCertificate(options, status.cert, 'sign', level)
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

type SentSignature = z.output<typeof signatureStatus>['signature']

function checkSignature(
  sent: SentSignature,
  hash: Hash,
  data: Uint8Array,
  certificate: X509Certificate,
): void {
  const { signatureAlgorithm, signatureAlgorithmParameters: parameters } = sent
  const value = Buffer.from(sent.value, 'base64')
  const key = certificate.publicKey
  if (signatureAlgorithm !== 'rsassa-pss') {
    mustBe(parameters === undefined, 'PKCS #1 v1.5 has no parameters')
    mustBe(signatureAlgorithm === `${toOpenSsl(hash)}WithRSAEncryption`, 'the hash is another')
    mustBe(
      verify(toOpenSsl(hash), data, { key, padding: constants.RSA_PKCS1_PADDING }, value),
      'the signature is wrong',
    )
    return
  }
  const { saltLength } = parameters ?? { saltLength: 0 }
  mustBe(parameters?.hashAlgorithm === hash, 'the hash is another')
  mustBe(parameters.maskGenAlgorithm.parameters.hashAlgorithm === hash, 'the mask’s hash is another')
  mustBe(saltLength === createHash(toOpenSsl(hash)).digest().length, 'the salt has another length')
  const padding = constants.RSA_PKCS1_PSS_PADDING
  mustBe(verify(toOpenSsl(hash), data, { key, padding, saltLength }, value), 'the signature is wrong')
}

const POLICIES = {
  auth: { QUALIFIED: ['1.3.6.1.4.1.10015.17.2', '0.4.0.2042.1.2'], ADVANCED: ['1.3.6.1.4.1.10015.17.1'] },
  sign: { QUALIFIED: ['1.3.6.1.4.1.10015.17.2', '0.4.0.194112.1.2'], ADVANCED: ['1.3.6.1.4.1.10015.17.1'] },
} as const

const USAGE = { auth: KeyUsageFlags.digitalSignature, sign: KeyUsageFlags.nonRepudiation } as const
const AUTHENTICATION_USAGE = '1.3.6.1.4.1.62306.5.7.0'

/** Chain to the anchors and no further, then policies, usage and level. */
function checkCertificate(
  { anchors }: V3ClientOptions,
  cert: z.output<typeof certSchema>,
  purpose: 'auth' | 'sign',
  level: Level,
): X509Certificate {
  const der = Buffer.from(cert.value, 'base64')
  const certificate = new X509Certificate(der)
  const issuing = new X509Certificate(anchors.issuing)
  const root = new X509Certificate(anchors.root)
  mustBe(isIssuedBy(root, root) && isIssuedBy(issuing, root) && issuing.ca, 'the anchors are no chain')
  mustBe(isIssuedBy(certificate, issuing), 'the certificate is not of the trusted authority')
  mustBe(!certificate.ca, 'the certificate is an authority’s')
  for (const one of [certificate, issuing, root]) {
    mustBe(
      Date.parse(one.validFrom) <= Date.now() && Date.now() <= Date.parse(one.validTo),
      'a certificate is not valid now',
    )
  }
  const parsed = new ParsedCertificate(der)
  const policies = parsed.getExtension(CertificatePolicyExtension)?.policies ?? []
  mustBe(
    POLICIES[purpose][cert.certificateLevel].every((policy) => policies.includes(policy)),
    'a policy is missing',
  )
  const usages = parsed.getExtension(KeyUsagesExtension)?.usages ?? 0
  mustBe((usages & USAGE[purpose]) !== 0, 'the key is for another use')
  const extended = parsed.getExtension(ExtendedKeyUsageExtension)?.usages ?? []
  if (purpose === 'auth')
    mustBe(extended.map(String).includes(AUTHENTICATION_USAGE), 'the certificate is not for authentication')
  mustBe(cert.certificateLevel === 'QUALIFIED' || level === 'ADVANCED', 'the level is too low')
  return certificate
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

function toVerified(
  { result, cert }: Pick<z.output<typeof signatureStatus>, 'result' | 'cert'>,
  flowType: FlowType,
  certificate: X509Certificate,
): Verified {
  const serialNumber = /(?:^|\n)serialNumber=(.+)/.exec(certificate.subject)?.[1] ?? ''
  mustBe(
    sameText(result.documentNumber.slice(0, serialNumber.length), serialNumber),
    'the document is another person’s',
  )
  return {
    documentNumber: result.documentNumber,
    serialNumber,
    flowType,
    level: cert.certificateLevel,
    certificate,
  }
}

function sameText(one: string, other: string): boolean {
  return one !== '' && one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
}

function mustBe(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Untrusted(otherwise)
}
