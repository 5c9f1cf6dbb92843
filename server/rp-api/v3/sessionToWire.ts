/** The status of a session as RP API v3 spells it. */
import type { EndResult, SignatureAlgorithm } from '../../domain/sessions/session.ts'
import type { SessionOutcome } from '../../flow/request/awaitSession.ts'

type Complete = Extract<SessionOutcome, { state: 'COMPLETE' }>

export function sessionToWire(outcome: SessionOutcome) {
  if (outcome.state === 'RUNNING') return { state: outcome.state }
  const { ignoredProperties, deviceIpAddress } = outcome
  return {
    state: outcome.state,
    result: resultToWire(outcome),
    ...(outcome.endResult === 'OK' && okToWire(outcome)),
    ...(deviceIpAddress !== null && { deviceIpAddress }),
    ignoredProperties,
  }
}

/** v3 has a word for every end; one that is added here is first held against its specification. */
const END_RESULT = {
  USER_REFUSED: 'USER_REFUSED',
  TIMEOUT: 'TIMEOUT',
  DOCUMENT_UNUSABLE: 'DOCUMENT_UNUSABLE',
  WRONG_VC: 'WRONG_VC',
  REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP: 'REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP',
  USER_REFUSED_CERT_CHOICE: 'USER_REFUSED_CERT_CHOICE',
  PROTOCOL_FAILURE: 'PROTOCOL_FAILURE',
  EXPECTED_LINKED_SESSION: 'EXPECTED_LINKED_SESSION',
  SERVER_ERROR: 'SERVER_ERROR',
} as const satisfies Record<Exclude<EndResult, 'OK' | 'USER_REFUSED_INTERACTION'>, string>

function resultToWire({ endResult, documentNumber, interactionUsed }: Complete) {
  if (endResult === 'OK') return { endResult, documentNumber }
  if (endResult === 'USER_REFUSED_INTERACTION') {
    // Without an interaction there is none to have been refused.
    return interactionUsed === null
      ? { endResult: 'USER_REFUSED' }
      : { endResult, details: { interaction: interactionUsed } }
  }
  return { endResult: END_RESULT[endResult] }
}

const SIGNATURE_PROTOCOL = { authentication: 'ACSP_V2', signature: 'RAW_DIGEST_SIGNATURE' } as const

function okToWire({ kind, flow, signature, certificate, interactionUsed }: Complete) {
  return {
    ...(kind !== 'certificateChoice' && { signatureProtocol: SIGNATURE_PROTOCOL[kind] }),
    signature: { flowType: flow, ...(signature !== null && signatureToWire(signature)) },
    ...(certificate !== null && { cert: certificateToWire(certificate) }),
    ...(interactionUsed !== null && { interactionTypeUsed: interactionUsed }),
  }
}

function signatureToWire({
  value,
  algorithm,
  serverRandom,
  userChallenge,
}: NonNullable<Complete['signature']>) {
  return {
    value: Buffer.from(value).toString('base64'),
    ...(serverRandom !== null && { serverRandom }),
    ...(userChallenge !== null && { userChallenge }),
    ...algorithmToWire(algorithm),
  }
}

function algorithmToWire(algorithm: SignatureAlgorithm) {
  const hashAlgorithm = algorithm.hash
  if (algorithm.padding === 'PKCS1_V1_5') {
    return { signatureAlgorithm: `${hashAlgorithm.replace('-', '').toLowerCase()}WithRSAEncryption` }
  }
  return {
    signatureAlgorithm: 'rsassa-pss',
    signatureAlgorithmParameters: {
      hashAlgorithm,
      maskGenAlgorithm: { algorithm: 'id-mgf1', parameters: { hashAlgorithm } },
      saltLength: algorithm.saltLength,
      trailerField: '0xbc',
    },
  }
}

export function certificateToWire({ der, level }: NonNullable<Complete['certificate']>) {
  return { value: Buffer.from(der).toString('base64'), certificateLevel: level }
}
