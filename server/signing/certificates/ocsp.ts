/** An OCSP responder (RFC 6960) without its network and its store: request octets in, response octets out. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { Constructed, Enumerated, GeneralizedTime, OctetString, Primitive } from 'asn1js'
import {
  BasicOCSPResponse,
  type CertID,
  type Certificate,
  Extension,
  OCSPRequest,
  OCSPResponse,
  ResponseBytes,
  ResponseData,
  SingleResponse,
} from 'pkijs'
import type { Instant } from '../../domain/time.ts'
import { keyOctets, readCertificate, serialText, wholeSeconds } from './certificate.ts'
import { keyIdentifier } from './extensions.ts'
import { type AuthorityPart, signerOf } from './signer.ts'

const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1'
const NONCE = '1.3.6.1.5.5.7.48.1.2'
const ARCHIVE_CUTOFF = '1.3.6.1.5.5.7.48.1.6'
/** Longer nonces than clients use; a bound, since the responder signs them (RFC 9654 §2.1 asks for 32 at least). */
const MAX_NONCE = 128
const MAX_CERTIFICATES = 20

/** Hash functions of CertID. SHA-1 is what clients ask with, and only finds the issuer. */
const CERT_ID_HASH = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
])

export type RequestedCertificate = {
  /** As it came: the response repeats it. */
  certId: CertID
  /** As `serialText` writes it. */
  serialNumber: string
}

export type ParsedOcspRequest = {
  certIds: RequestedCertificate[] /** Value of the nonce extension, as it came. */
  nonce: Uint8Array | null
}

/** @returns null where it is no request, or asks for nothing or too much. */
export function parseOcspRequest(der: Uint8Array): ParsedOcspRequest | null {
  try {
    const { tbsRequest } = OCSPRequest.fromBER(Uint8Array.from(der))
    const certIds = tbsRequest.requestList.map(({ reqCert }) => ({
      certId: reqCert,
      serialNumber: serialText(octetsOf(reqCert.serialNumber)),
    }))
    if (certIds.length === 0 || certIds.length > MAX_CERTIFICATES) return null
    const extensions = tbsRequest.requestExtensions ?? []
    const nonce = extensions.find(({ extnID }) => extnID === NONCE)?.extnValue.valueBlock.valueHexView
    if (nonce === undefined) return { certIds, nonce: null }
    return nonce.length > MAX_NONCE ? null : { certIds, nonce: Uint8Array.from(nonce) }
  } catch {
    return null
  }
}

/** RFC 5280 §5.3.1. */
export const REVOCATION_REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
} as const
export type RevocationReason = keyof typeof REVOCATION_REASONS

export type CertificateStatus =
  | { status: 'good' }
  | { status: 'revoked'; revokedAt: Instant; reason: RevocationReason }
  | { status: 'unknown' }

const UNKNOWN: CertificateStatus = { status: 'unknown' }

export type OcspAnswerInput = {
  request: ParsedOcspRequest
  issuing: AuthorityPart
  responder: AuthorityPart
  /** Of a certificate of this authority, by serial number. */
  statusOf: (serialNumber: string) => CertificateStatus
  /** Wall time. */
  now: Instant
  /** Since when revocations are remembered (RFC 6960 §4.4.4). */
  archiveCutoff: Instant
}

/** @returns a successful OCSPResponse (DER): one SingleResponse for each certificate asked for, in that order. */
export function answerOcsp(input: OcspAnswerInput): Uint8Array {
  const { request, responder, now } = input
  const issuer = readCertificate(input.issuing.certificate)
  const responderCertificate = readCertificate(responder.certificate)
  const signer = signerOf(responder)
  const tbsResponseData = new ResponseData({
    responderID: keyIdentifier(responderCertificate.subjectPublicKeyInfo), // byKey
    producedAt: wholeSeconds(now),
    responses: request.certIds.map(({ certId, serialNumber }) => {
      const status = hasIssuer(certId, issuer) ? input.statusOf(serialNumber) : UNKNOWN
      return singleResponse(certId, status, input)
    }),
    // §4.4.1: the nonce comes back as it was sent.
    ...(request.nonce === null
      ? {}
      : { responseExtensions: [extension(NONCE, Uint8Array.from(request.nonce).buffer)] }),
  })
  tbsResponseData.tbsView = new Uint8Array(tbsResponseData.toSchema(true).toBER())
  const response = new BasicOCSPResponse({
    tbsResponseData,
    signatureAlgorithm: signer.algorithm,
    signature: signer.sign(tbsResponseData.tbsView),
    certs: [responderCertificate],
  })
  return ocspResponse(
    0,
    new ResponseBytes({
      responseType: BASIC_RESPONSE,
      response: new OctetString({ valueHex: response.toSchema().toBER() }),
    }),
  )
}

/** §4.2.1: responses that are not signed. */
const ERROR_STATUS = { malformedRequest: 1, internalError: 2, tryLater: 3 } as const

/** @returns DER. */
export function ocspError(status: keyof typeof ERROR_STATUS): Uint8Array {
  return ocspResponse(ERROR_STATUS[status])
}

function ocspResponse(status: number, responseBytes?: ResponseBytes): Uint8Array {
  const responseStatus = new Enumerated({ value: status })
  const response = new OCSPResponse(
    responseBytes === undefined ? { responseStatus } : { responseStatus, responseBytes },
  )
  return new Uint8Array(response.toSchema().toBER())
}

function singleResponse(
  certID: CertID,
  status: CertificateStatus,
  { now, archiveCutoff }: OcspAnswerInput,
): SingleResponse {
  const cutoff = new GeneralizedTime({ valueDate: wholeSeconds(archiveCutoff) })
  return new SingleResponse({
    certID,
    certStatus: certStatus(status),
    thisUpdate: wholeSeconds(now), // without nextUpdate newer is always to be had (§4.2.2.1)
    singleExtensions: [extension(ARCHIVE_CUTOFF, cutoff.toBER())],
  })
}

/** CertStatus ::= CHOICE { good [0] NULL, revoked [1] RevokedInfo, unknown [2] NULL }, implicit tags. */
function certStatus(status: CertificateStatus): Primitive | Constructed {
  switch (status.status) {
    case 'good':
      return new Primitive({ idBlock: contextSpecific(0) })
    case 'revoked':
      return new Constructed({
        idBlock: contextSpecific(1),
        value: [
          new GeneralizedTime({ valueDate: wholeSeconds(status.revokedAt) }),
          new Constructed({
            idBlock: contextSpecific(0),
            value: [new Enumerated({ value: REVOCATION_REASONS[status.reason] })],
          }),
        ],
      })
    case 'unknown':
      return new Primitive({ idBlock: contextSpecific(2) })
  }
}

const contextSpecific = (tagNumber: number) => ({ tagClass: 3, tagNumber })

function hasIssuer(certId: CertID, issuer: Certificate): boolean {
  const hash = CERT_ID_HASH.get(certId.hashAlgorithm.algorithmId)
  if (hash === undefined) return false
  const subjectName = new Uint8Array(issuer.subject.toSchema().toBER())
  const nameHash = createHash(hash).update(subjectName).digest()
  const keyHash = createHash(hash).update(keyOctets(issuer.subjectPublicKeyInfo)).digest()
  return equal(octetsOf(certId.issuerNameHash), nameHash) && equal(octetsOf(certId.issuerKeyHash), keyHash)
}

function octetsOf({ valueBlock }: { valueBlock: { valueHexView: Uint8Array } }): Uint8Array {
  return Uint8Array.from(valueBlock.valueHexView)
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

function extension(extnID: string, extnValue: ArrayBuffer): Extension {
  return new Extension({ extnID, extnValue })
}
