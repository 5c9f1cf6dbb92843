/** Checks a result as a careful relying party does, with OpenSSL and what the wire says, nothing else. */
import { constants, createHash, verify, X509Certificate } from 'node:crypto'
import { TRADE_HABITS } from '../population/relyingParties.ts'
import type { Ended, RequestSent } from './relyingPartyClient.ts'

export type Verified = { ok: true } | { ok: false; because: string }

/** @param returnedTo where the phone sent the browser after a Web2App login. */
export function verifyResult(
  sent: RequestSent,
  ended: Ended,
  schemeName: string,
  returnedTo: string | null,
): Verified {
  const { signature, cert } = ended
  if (cert === undefined || signature?.value === undefined)
    return wrong('certificate or signature is missing')
  const key = new X509Certificate(Buffer.from(cert.value, 'base64')).publicKey
  const value = Buffer.from(signature.value, 'base64')
  const { planned } = sent
  if (TRADE_HABITS[planned.relyingParty.trade].apiVersion === 'v2') {
    return verify('sha512', sent.message, key, value) ? { ok: true } : wrong('PKCS #1 signature')
  }
  if (signature.flowType !== planned.flow) return wrong(`flow ${signature.flowType}`)
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 }
  if (planned.operation === 'signature') {
    return verify('sha512', sent.message, pss, value) ? { ok: true } : wrong('PSS signature')
  }
  const payload = acspV2Payload(sent, ended, schemeName)
  if (!verify('sha512', Buffer.from(payload), pss, value)) return wrong('ACSP_V2 signature')
  return returnedTo === null ? { ok: true } : verifyCallback(sent, ended, returnedTo)
}

/** RP API v3, ACSP_V2. */
function acspV2Payload(
  sent: RequestSent,
  { signature, interactionTypeUsed }: Ended,
  schemeName: string,
): string {
  const { planned } = sent
  const isSameDevice = planned.flow === 'Web2App'
  return [
    schemeName,
    'ACSP_V2',
    signature?.serverRandom ?? '',
    sent.rpChallenge,
    signature?.userChallenge ?? '',
    Buffer.from(planned.relyingParty.name).toString('base64'),
    '',
    createHash('sha256').update(sent.interactionsB64, 'ascii').digest('base64'),
    interactionTypeUsed ?? '',
    isSameDevice ? (sent.callbackUrl ?? '') : '',
    planned.flow,
  ].join('|')
}

/** RP API v3, same-device flows: only the browser in which it began hears these two. */
function verifyCallback(sent: RequestSent, ended: Ended, returnedTo: string): Verified {
  const parameters = new URL(returnedTo).searchParams
  const secret = Buffer.from(sent.link?.sessionSecret ?? '', 'base64')
  if (parameters.get('sessionSecretDigest') !== createHash('sha256').update(secret).digest('base64url')) {
    return wrong('sessionSecretDigest')
  }
  const verifier = parameters.get('userChallengeVerifier') ?? ''
  const challenge = createHash('sha256').update(verifier, 'ascii').digest('base64url')
  return challenge === ended.signature?.userChallenge ? { ok: true } : wrong('userChallengeVerifier')
}

function wrong(because: string): Verified {
  return { ok: false, because }
}
