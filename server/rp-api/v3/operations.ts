/** The operations of RP API v3 that create a session: each from its body to what the flow is asked for. */
import { toId } from '../../domain/ids.ts'
import { parseBody } from '../parse.ts'
import { NO_REQUEST_PARTS, type RequestParts } from '../receiveFrom.ts'
import type { CommonBody } from '../schemas/members.ts'
import {
  deviceLinkAuthenticationBody,
  deviceLinkCertificateChoiceBody,
  deviceLinkSignatureBody,
  linkedSignatureBody,
  notificationAuthenticationBody,
  notificationCertificateChoiceBody,
  notificationSignatureBody,
} from './schemas.ts'

export type Operation = (body: unknown) => { body: CommonBody; parts: Omit<RequestParts, 'target'> }

export const deviceLinkAuthentication: Operation = (sent) => {
  const body = parseBody(deviceLinkAuthenticationBody, sent)
  const { signatureProtocolParameters, interactions, initialCallbackUrl } = body
  return {
    body,
    parts: {
      ...NO_REQUEST_PARTS,
      kind: 'authentication',
      entry: 'deviceLink',
      toSign: signatureProtocolParameters.toSign,
      interactions: interactions.list,
      interactionsB64: interactions.base64,
      initialCallbackUrl: initialCallbackUrl ?? null,
    },
  }
}

export const notificationAuthentication: Operation = (sent) => {
  const body = parseBody(notificationAuthenticationBody, sent)
  const { signatureProtocolParameters, interactions } = body
  return {
    body,
    parts: {
      ...NO_REQUEST_PARTS,
      kind: 'authentication',
      entry: 'notification',
      toSign: signatureProtocolParameters.toSign,
      interactions: interactions.list,
      interactionsB64: interactions.base64,
      verificationCode: { from: 'bytes', bytes: signatureProtocolParameters.challenge },
    },
  }
}

export const deviceLinkSignature: Operation = (sent) => {
  const body = parseBody(deviceLinkSignatureBody, sent)
  return {
    body,
    parts: {
      ...NO_REQUEST_PARTS,
      kind: 'signature',
      entry: 'deviceLink',
      toSign: body.signatureProtocolParameters,
      interactions: body.interactions.list,
      interactionsB64: body.interactions.base64,
      initialCallbackUrl: body.initialCallbackUrl ?? null,
    },
  }
}

export const notificationSignature: Operation = (sent) => {
  const body = parseBody(notificationSignatureBody, sent)
  return {
    body,
    parts: {
      ...NO_REQUEST_PARTS,
      kind: 'signature',
      entry: 'notification',
      toSign: body.signatureProtocolParameters,
      interactions: body.interactions.list,
      interactionsB64: body.interactions.base64,
      verificationCode: { from: 'chance' },
    },
  }
}

/** Goes to the app that waits since the certificate choice: no code to compare. */
export const linkedSignature: Operation = (sent) => {
  const body = parseBody(linkedSignatureBody, sent)
  return {
    body,
    parts: {
      ...NO_REQUEST_PARTS,
      kind: 'signature',
      entry: 'notification',
      toSign: body.signatureProtocolParameters,
      interactions: body.interactions.list,
      interactionsB64: body.interactions.base64,
      linkedSessionId: toId<'session'>(body.linkedSessionID),
    },
  }
}

export const deviceLinkCertificateChoice: Operation = (sent) => {
  const body = parseBody(deviceLinkCertificateChoiceBody, sent)
  const initialCallbackUrl = body.initialCallbackUrl ?? null
  return {
    body,
    parts: { ...NO_REQUEST_PARTS, kind: 'certificateChoice', entry: 'deviceLink', initialCallbackUrl },
  }
}

export const notificationCertificateChoice: Operation = (sent) => {
  const body = parseBody(notificationCertificateChoiceBody, sent)
  return { body, parts: { ...NO_REQUEST_PARTS, kind: 'certificateChoice', entry: 'notification' } }
}
