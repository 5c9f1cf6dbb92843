/** An OCSP responder (RFC 6960) without its network and its store: request octets in, response octets out. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { OCSPRequest } from 'pkijs'
import { type Instant, toDate } from '../../domain/time.ts'
import { readIssuer, serialText } from './certificate.ts'
import {
  constructed,
  type Der,
  enumerated,
  generalizedTime,
  objectIdentifier,
  octetString,
  primitive,
  sequence,
} from './der.ts'
import { signedStructure } from './signedStructure.ts'
import { type AuthorityPart, signerOf } from './testAuthority.ts'

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

export type CertId = {
  /** As it came: the response repeats it. */
  der: Der
  /** As `serialText` writes it. */
  serialNumber: string
  hash: string | undefined
  issuerNameHash: Uint8Array
  issuerKeyHash: Uint8Array
}

export type ParsedOcspRequest = {
  certIds: CertId[] /** Value of the nonce extension, as it came. */
  nonce: Uint8Array | null
}

/** @returns null where it is no request, or asks for nothing or too much. */
export function parseOcspRequest(der: Uint8Array): ParsedOcspRequest | null {
  try {
    const { tbsRequest } = OCSPRequest.fromBER(Uint8Array.from(der))
    const certIds = tbsRequest.requestList.map(
      ({ reqCert }): CertId => ({
        der: new Uint8Array(reqCert.toSchema().toBER()),
        serialNumber: serialText(Uint8Array.from(reqCert.serialNumber.valueBlock.valueHexView)),
        hash: CERT_ID_HASH.get(reqCert.hashAlgorithm.algorithmId),
        issuerNameHash: Uint8Array.from(reqCert.issuerNameHash.valueBlock.valueHexView),
        issuerKeyHash: Uint8Array.from(reqCert.issuerKeyHash.valueBlock.valueHexView),
      }),
    )
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
  /** RSA with SHA-256 unless said otherwise. */
  algorithm?: 'rsaSha256' | 'rsaSha512'
}

/** @returns a successful OCSPResponse: one SingleResponse for each certificate asked for, in that order. */
export function answerOcsp(input: OcspAnswerInput): Der {
  const { request, responder, now } = input
  const issuer = readIssuer(input.issuing.certificate)
  const responderKey = readIssuer(responder.certificate).subjectPublicKey
  const singles = request.certIds.map((certId) => {
    const isOurs = hasIssuer(certId, issuer.subjectName, issuer.subjectPublicKey)
    const status = isOurs ? input.statusOf(certId.serialNumber) : ({ status: 'unknown' } as const)
    return singleResponse(certId, status, input)
  })
  const tbsResponseData = sequence(
    constructed(2, octetString(createHash('sha1').update(responderKey).digest())), // responderID byKey
    generalizedTime(toDate(now)), // producedAt
    sequence(...singles),
    // §4.4.1: the nonce comes back as it was sent.
    ...(request.nonce === null ? [] : [constructed(1, sequence(extension(NONCE, request.nonce)))]),
  )
  const signer = signerOf(responder, input.algorithm)
  const basic = signedStructure(tbsResponseData, signer, constructed(0, sequence(responder.certificate)))
  return sequence(
    enumerated(0),
    constructed(0, sequence(objectIdentifier(BASIC_RESPONSE), octetString(basic))),
  )
}

/** §4.2.1: responses that are not signed. */
const ERROR_STATUS = { malformedRequest: 1, internalError: 2, tryLater: 3 } as const

export function ocspError(status: keyof typeof ERROR_STATUS): Der {
  return sequence(enumerated(ERROR_STATUS[status]))
}

function singleResponse(
  certId: CertId,
  status: CertificateStatus,
  { now, archiveCutoff }: OcspAnswerInput,
): Der {
  return sequence(
    certId.der,
    certStatus(status),
    generalizedTime(toDate(now)), // thisUpdate; without nextUpdate newer is always to be had (§4.2.2.1)
    constructed(1, sequence(extension(ARCHIVE_CUTOFF, generalizedTime(toDate(archiveCutoff))))),
  )
}

/** CertStatus ::= CHOICE { good [0] NULL, revoked [1] RevokedInfo, unknown [2] NULL }, implicit tags. */
function certStatus(status: CertificateStatus): Der {
  switch (status.status) {
    case 'good':
      return primitive(0, new Uint8Array())
    case 'revoked': {
      const reason = constructed(0, enumerated(REVOCATION_REASONS[status.reason]))
      return constructed(1, generalizedTime(toDate(status.revokedAt)), reason)
    }
    case 'unknown':
      return primitive(2, new Uint8Array())
  }
}

function hasIssuer(certId: CertId, subjectName: Der, publicKey: Uint8Array): boolean {
  if (certId.hash === undefined) return false
  const nameHash = createHash(certId.hash).update(subjectName).digest()
  const keyHash = createHash(certId.hash).update(publicKey).digest()
  return equal(certId.issuerNameHash, nameHash) && equal(certId.issuerKeyHash, keyHash)
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

function extension(oid: string, value: Uint8Array): Der {
  return sequence(objectIdentifier(oid), octetString(value))
}
