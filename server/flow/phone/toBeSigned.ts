/**
 * What a session's signature is made over. It is made of what is stored with the session alone, chance
 * included, so that the phone's part and the server's part, however far apart, work on the same message.
 */
import type { PhoneToSign, SignedContent } from '../../domain/sessions/phoneRequest.ts'
import type { Session, SignatureAlgorithm } from '../../domain/sessions/session.ts'
import { acspV2Digest, signedCallbackUrl } from '../../signing/acspV2.ts'
import { bitLength, encodeMessage } from '../../signing/encodedMessage.ts'
import { userChallengeOf } from '../../signing/sessionSecrets.ts'

export type ToBeSigned = Omit<PhoneToSign, 'encodedMessage'> & { encodedMessage: Uint8Array }

/** Null for a certificate choice, and for a session that has not come so far that it could be signed. */
export function toBeSigned(session: Session, modulus: Uint8Array, schemeName: string): ToBeSigned | null {
  const content = contentOf(session, schemeName)
  if (content === null || session.toSign.protocol === 'none') return null
  const { algorithm } = session.toSign
  const digest =
    content.protocol === 'digest'
      ? Uint8Array.from(Buffer.from(content.digest, 'base64'))
      : acspV2Digest(content, algorithm.hash)
  const encodedMessage = encodeMessage(digest, algorithm, bitLength(modulus), saltOf(session, algorithm))
  return { encodedMessage, algorithm, content }
}

function contentOf(session: Session, schemeName: string): SignedContent | null {
  const { toSign, flow, interactionUsed, interactionsB64, signing } = session
  switch (toSign.protocol) {
    case 'none':
      return null
    case 'digest':
      return { protocol: 'digest', digest: Buffer.from(toSign.digest).toString('base64') }
    case 'acspV2':
      if (flow === null || interactionUsed === null || interactionsB64 === null) return null
      return {
        protocol: 'acspV2',
        scheme: schemeName,
        serverRandom: signing.serverRandom,
        rpChallenge: toSign.rpChallenge,
        userChallenge: userChallengeOf(signing.userChallengeVerifier),
        relyingPartyName: session.relyingParty.name,
        brokeredRpName: '',
        interactionsB64,
        interactionTypeUsed: interactionUsed,
        initialCallbackUrl: signedCallbackUrl(flow, session.initialCallbackUrl),
        flowType: flow,
      }
  }
}

function saltOf(session: Session, algorithm: SignatureAlgorithm): Uint8Array {
  const source = Uint8Array.from(Buffer.from(session.signing.saltSource, 'base64'))
  return algorithm.padding === 'PSS' ? source.subarray(0, algorithm.saltLength) : new Uint8Array(0)
}
