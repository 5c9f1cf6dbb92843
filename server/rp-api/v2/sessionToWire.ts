/** The status of a session as RP API v2 spells it. */
import type { EndResult, InteractionType, SignatureAlgorithm } from '../../domain/sessions/session.ts'
import type { SessionOutcome } from '../../flow/request/awaitSession.ts'

type Complete = Extract<SessionOutcome, { state: 'COMPLETE' }>

export function sessionToWire(outcome: SessionOutcome) {
  if (outcome.state === 'RUNNING') return { state: outcome.state }
  const { certificate, signature, interactionUsed, deviceIpAddress, ignoredProperties } = outcome
  const ok = outcome.endResult === 'OK'
  return {
    state: outcome.state,
    result: {
      endResult: endResultToWire(outcome),
      ...(ok && outcome.documentNumber !== null && { documentNumber: outcome.documentNumber }),
    },
    ...(ok &&
      signature !== null && {
        signature: { value: toBase64(signature.value), algorithm: toName(signature.algorithm) },
      }),
    ...(ok &&
      certificate !== null && {
        cert: { value: toBase64(certificate.der), certificateLevel: certificate.level },
      }),
    ...(ok && interactionUsed !== null && { interactionFlowUsed: interactionUsed }),
    ...(ignoredProperties.length > 0 && { ignoredProperties }),
    ...(deviceIpAddress !== null && { deviceIpAddress }),
  }
}

const REFUSED_INTERACTION = {
  displayTextAndPIN: 'USER_REFUSED_DISPLAYTEXTANDPIN',
  verificationCodeChoice: 'USER_REFUSED_VC_CHOICE',
  confirmationMessage: 'USER_REFUSED_CONFIRMATIONMESSAGE',
  confirmationMessageAndVerificationCodeChoice: 'USER_REFUSED_CONFIRMATIONMESSAGE_WITH_VC_CHOICE',
} as const satisfies Record<InteractionType, string>

/** v2 has no words for failures of ours: to the relying party they are the time-outs that they look like. */
const END_RESULT = {
  OK: 'OK',
  USER_REFUSED: 'USER_REFUSED',
  TIMEOUT: 'TIMEOUT',
  DOCUMENT_UNUSABLE: 'DOCUMENT_UNUSABLE',
  WRONG_VC: 'WRONG_VC',
  REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP: 'REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP',
  USER_REFUSED_CERT_CHOICE: 'USER_REFUSED_CERT_CHOICE',
  PROTOCOL_FAILURE: 'TIMEOUT',
  EXPECTED_LINKED_SESSION: 'TIMEOUT',
  SERVER_ERROR: 'TIMEOUT',
} as const satisfies Record<Exclude<EndResult, 'USER_REFUSED_INTERACTION'>, string>

function endResultToWire({ endResult, interactionUsed }: Complete): string {
  if (endResult !== 'USER_REFUSED_INTERACTION') return END_RESULT[endResult]
  return interactionUsed === null ? 'USER_REFUSED' : REFUSED_INTERACTION[interactionUsed]
}

/** E.g. `sha512WithRSAEncryption`. */
function toName({ hash }: SignatureAlgorithm): string {
  return `${hash.replace('-', '').toLowerCase()}WithRSAEncryption`
}

function toBase64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64')
}
