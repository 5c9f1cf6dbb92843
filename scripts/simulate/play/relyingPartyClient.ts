/** A relying party's side of RP API v2 and v3: asks, makes device links, waits for the end. */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { PlannedSession } from '../acts/act.ts'
import { TRADE_HABITS } from '../population/relyingParties.ts'
import { sendJson } from './sendJson.ts'

export type RelyingPartyClientSettings = {
  /** Plain address of the service, without a slash at the end. */
  baseUrl: string
  /** Below it, e.g. `/smart-id-rp`. */
  path: string
  /** First field of what an authentication signs: `smart-id` or `smart-id-demo`. */
  schemeName: string
}

/** What the relying party remembers of a request, to check the result by. */
export type RequestSent = {
  sessionId: string
  planned: PlannedSession
  /** Of a signature: what the digest was taken of; of a v3 authentication: the challenge, base64. */
  message: Uint8Array
  rpChallenge: string
  interactionsB64: string
  verificationCode: string | null
  link: { sessionToken: string; sessionSecret: string; deviceLinkBase: string } | null
  callbackUrl: string | null
}

const resultSchema = z.object({
  state: z.literal('COMPLETE'),
  result: z.object({ endResult: z.string(), documentNumber: z.string().optional() }),
  signature: z
    .object({
      value: z.string().optional(),
      serverRandom: z.string().optional(),
      userChallenge: z.string().optional(),
      flowType: z.string().optional(),
    })
    .optional(),
  cert: z.object({ value: z.string() }).optional(),
  interactionTypeUsed: z.string().optional(),
  interactionFlowUsed: z.string().optional(),
})
export type Ended = z.infer<typeof resultSchema>
const statusSchema = z.discriminatedUnion('state', [z.object({ state: z.literal('RUNNING') }), resultSchema])

const createdSchema = z.object({
  sessionID: z.string(),
  vc: z.object({ value: z.string() }).optional(),
  sessionToken: z.string().optional(),
  sessionSecret: z.string().optional(),
  deviceLinkBase: z.string().optional(),
})

export class NotAcceptedError extends Error {
  readonly status: number

  constructor(status: number, body: unknown) {
    super(`The RP API answered ${status}: ${JSON.stringify(body)}`)
    this.status = status
  }
}

const POLL_MS = 20_000
const HASH = 'sha512'

export type RelyingPartyClient = ReturnType<typeof createRelyingPartyClient>

export function createRelyingPartyClient({ baseUrl, path, schemeName }: RelyingPartyClientSettings) {
  const root = `${baseUrl}${path}`
  return {
    schemeName,

    /** @throws NotAcceptedError where the service does not take the request. */
    async ask(planned: PlannedSession, semanticsIdentifier: string): Promise<RequestSent> {
      const { apiVersion } = TRADE_HABITS[planned.relyingParty.trade]
      const message = randomBytes(64)
      const sent = {
        planned,
        message,
        rpChallenge: message.toString('base64'),
        interactionsB64: interactionsOf(planned),
      }
      const callbackUrl =
        planned.flow === 'Web2App'
          ? `https://rp.example.com/return?value=${randomBytes(12).toString('hex')}`
          : null
      const body = apiVersion === 'v2' ? v2Body(planned, message) : v3Body(planned, sent, callbackUrl)
      const answer = await sendJson(
        `${root}/${apiVersion}/${operationOf(planned, apiVersion, semanticsIdentifier)}`,
        {
          from: planned.relyingParty.address,
          at: planned.at,
          body,
        },
      )
      if (answer.status !== 200) throw new NotAcceptedError(answer.status, answer.body)
      const { sessionID, vc, sessionToken, sessionSecret, deviceLinkBase } = createdSchema.parse(answer.body)
      const isLink = sessionToken !== undefined && sessionSecret !== undefined && deviceLinkBase !== undefined
      return {
        ...sent,
        sessionId: sessionID,
        callbackUrl,
        link: isLink ? { sessionToken, sessionSecret, deviceLinkBase } : null,
        verificationCode:
          vc?.value ?? (planned.flow === 'Notification' ? codeShown(planned, apiVersion, message) : null),
      }
    },

    /** The link as the browser shows or opens it, `elapsedSeconds` after the session was made. */
    deviceLink(sent: RequestSent, elapsedSeconds: number): string {
      const { planned, link, callbackUrl } = sent
      if (link === null) throw new Error('a pushed request has no link')
      const elapsed = planned.flow === 'QR' ? `&elapsedSeconds=${elapsedSeconds}` : ''
      const unprotected =
        `${link.deviceLinkBase}?deviceLinkType=${planned.flow}${elapsed}` +
        `&sessionToken=${link.sessionToken}&sessionType=auth&version=1.0&lang=eng`
      const name = Buffer.from(planned.relyingParty.name).toString('base64')
      const callback = planned.flow === 'QR' ? '' : (callbackUrl ?? '')
      const payload = [
        schemeName,
        'ACSP_V2',
        sent.rpChallenge,
        name,
        '',
        sent.interactionsB64,
        callback,
        unprotected,
      ]
      const secret = Buffer.from(link.sessionSecret, 'base64')
      return `${unprotected}&authCode=${createHmac('sha256', secret).update(payload.join('|')).digest('base64url')}`
    },

    /** Long polls until the end. `now` gives the event time of each poll. */
    async awaitEnd(sent: RequestSent, now: () => number, signal: AbortSignal): Promise<Ended> {
      const { apiVersion } = TRADE_HABITS[sent.planned.relyingParty.trade]
      while (true) {
        const url = `${root}/${apiVersion}/session/${sent.sessionId}?timeoutMs=${POLL_MS}`
        const from = sent.planned.relyingParty.address
        const answer = await sendJson(url, { method: 'GET', from, at: now(), signal })
        if (answer.status !== 200) throw new NotAcceptedError(answer.status, answer.body)
        const status = statusSchema.parse(answer.body)
        if (status.state === 'COMPLETE') return status
      }
    },
  }
}

function operationOf(planned: PlannedSession, apiVersion: 'v2' | 'v3', semanticsIdentifier: string): string {
  const person = `etsi/${encodeURIComponent(semanticsIdentifier)}`
  if (apiVersion === 'v2') return `${planned.operation}/${person}`
  if (planned.flow === 'Notification') return `${planned.operation}/notification/${person}`
  return 'authentication/device-link/anonymous'
}

/** What the relying party tells of the browser and the payment, if anything. */
function riskContextOf({ relyingParty, initiator, payment }: PlannedSession): object {
  const { telling } = TRADE_HABITS[relyingParty.trade]
  if (telling === 'nothing') return {}
  const network = { initiatorIp: initiator.ip, userAgent: initiator.userAgent }
  if (telling === 'network') return { riskContext: network }
  const paid =
    payment === null
      ? {}
      : { payee: payment.payee, amount: (payment.amountMinor / 100).toFixed(2), currency: payment.currency }
  return { riskContext: { ...network, trackingId: initiator.trackingId, ...paid } }
}

function commonBody(planned: PlannedSession): object {
  return {
    relyingPartyUUID: planned.relyingParty.uuid,
    relyingPartyName: planned.relyingParty.name,
    certificateLevel: TRADE_HABITS[planned.relyingParty.trade].level,
    ...riskContextOf(planned),
  }
}

function v2Body(planned: PlannedSession, message: Uint8Array): object {
  return {
    ...commonBody(planned),
    hash: createHash(HASH).update(message).digest('base64'),
    hashType: 'SHA512',
    allowedInteractionsOrder: interactions(planned),
  }
}

function v3Body(
  planned: PlannedSession,
  sent: { message: Uint8Array; rpChallenge: string; interactionsB64: string },
  callbackUrl: string | null,
): object {
  const algorithm = {
    signatureAlgorithm: 'rsassa-pss',
    signatureAlgorithmParameters: { hashAlgorithm: 'SHA-512' },
  }
  const shared = { ...commonBody(planned), interactions: sent.interactionsB64 }
  if (planned.operation === 'signature') {
    const digest = createHash(HASH).update(sent.message).digest('base64')
    return {
      ...shared,
      signatureProtocol: 'RAW_DIGEST_SIGNATURE',
      signatureProtocolParameters: { ...algorithm, digest },
    }
  }
  return {
    ...shared,
    signatureProtocol: 'ACSP_V2',
    signatureProtocolParameters: { ...algorithm, rpChallenge: sent.rpChallenge },
    ...(planned.flow === 'Notification' ? { vcType: 'numeric4' } : {}),
    ...(callbackUrl === null ? {} : { initialCallbackUrl: callbackUrl }),
  }
}

function interactions({ operation, text }: PlannedSession): object[] {
  const short = { type: 'displayTextAndPIN', displayText60: text.slice(0, 60) }
  return operation === 'signature' ? [{ type: 'confirmationMessage', displayText200: text }, short] : [short]
}

function interactionsOf(planned: PlannedSession): string {
  return Buffer.from(JSON.stringify(interactions(planned))).toString('base64')
}

/** The code beside the person's browser: of the hash that was sent (v2), or of the challenge (v3 authentication). */
function codeShown(
  { operation }: PlannedSession,
  apiVersion: 'v2' | 'v3',
  message: Uint8Array,
): string | null {
  if (apiVersion === 'v3' && operation === 'signature') return null
  const octets = apiVersion === 'v2' ? createHash(HASH).update(message).digest() : message
  const code = createHash('sha256').update(octets).digest().readUInt16BE(30) % 10_000
  return String(code).padStart(4, '0')
}
