/** What a relying party checks before it believes an answer of RP API v3: signature, certificate, person. */
import 'reflect-metadata'
import { constants, createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto'
import {
  CertificatePolicyExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as ParsedCertificate,
} from '@peculiar/x509'
import type { z } from 'zod'
import type { certSchema, Hash, signatureStatus } from './v3Answers.ts'

export type LinkType = 'QR' | 'Web2App' | 'App2App'
export type FlowType = LinkType | 'Notification'
export type Level = 'ADVANCED' | 'QUALIFIED'

/** PEM of the only authorities that are trusted: a root and what it issued. */
export type Anchors = { root: string; issuing: string }

export type Verified = {
  documentNumber: string
  serialNumber: string
  flowType: FlowType
  level: Level
  certificate: X509Certificate
}

/** The result of a session was not the signature that was asked for. */
export class Untrusted extends Error {}

type SentSignature = z.output<typeof signatureStatus>['signature']
export function checkSignature(
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
export function checkCertificate(
  anchors: Anchors,
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

export function toVerified(
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

export function mustBe(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Untrusted(otherwise)
}

/** OpenSSL’s names. */
export function toOpenSsl(hash: Hash): string {
  return hash.replace('SHA-', 'SHA').toLowerCase()
}
