/** X.509 v3 certificates (RFC 5280 §4.1) and the extensions that this project's certificates use (§4.2). */
import { createHash, type KeyObject } from 'node:crypto'
import { Certificate, PublicKeyInfo } from 'pkijs'
import type { RandomBytes } from '../../domain/random.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import {
  boolean,
  constructed,
  type Der,
  integer,
  namedBits,
  objectIdentifier,
  octetString,
  primitive,
  printableString,
  sequence,
  setOf,
  time,
  utf8String,
} from './der.ts'
import { algorithmIdentifier, type Signer, signedStructure } from './signedStructure.ts'

export const ATTRIBUTE = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  countryName: '2.5.4.6',
  organizationName: '2.5.4.10',
  givenName: '2.5.4.42',
  organizationIdentifier: '2.5.4.97',
} as const

/** X.520: these two are PrintableStrings, all others here UTF8Strings. */
const PRINTABLE = new Set<keyof typeof ATTRIBUTE>(['serialNumber', 'countryName'])

export type NamePart = [attribute: keyof typeof ATTRIBUTE, value: string]

export function distinguishedName(...parts: NamePart[]): Der {
  return sequence(
    ...parts.map(([attribute, value]) => {
      const text = PRINTABLE.has(attribute) ? printableString(value) : utf8String(value)
      return setOf(sequence(objectIdentifier(ATTRIBUTE[attribute]), text))
    }),
  )
}

export type CertificateContent = {
  serialNumber: Uint8Array
  issuerName: Der
  subjectName: Der
  /** SubjectPublicKeyInfo. */
  publicKey: Der
  notBefore: Instant
  notAfter: Instant
  extensions: Der[]
}

/** @returns DER. */
export function makeCertificate(content: CertificateContent, signer: Signer): Der {
  const toBeSigned = sequence(
    constructed(0, integer(Uint8Array.of(2))), // v3
    integer(content.serialNumber),
    algorithmIdentifier(signer.algorithm),
    content.issuerName,
    sequence(time(toDate(content.notBefore)), time(toDate(content.notAfter))),
    content.subjectName,
    content.publicKey,
    constructed(3, sequence(...content.extensions)),
  )
  return signedStructure(toBeSigned, signer)
}

/** 16 octets, positive and not zero (§4.1.2.2: at most 20). */
export function newSerialNumber(random: RandomBytes): Uint8Array {
  const serial = Uint8Array.from(random(16))
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  return serial
}

/** The way a serial number is stored and compared: hexadecimal, small letters, no leading zeros. */
export function serialText(serialNumber: Uint8Array): string {
  return Buffer.from(serialNumber)
    .toString('hex')
    .replace(/^0+(?=.)/, '')
}

export function publicKeyInfo(key: KeyObject): Der {
  return Uint8Array.from(key.export({ type: 'spki', format: 'der' }))
}

/** SHA-1 of the key's BIT STRING without its first octet (§4.2.1.2, method 1). */
export function keyIdentifier(publicKey: Der): Uint8Array {
  return Uint8Array.from(createHash('sha1').update(subjectPublicKey(publicKey)).digest())
}

/** The octets of subjectPublicKey, which OCSP hashes as well (RFC 6960 §4.1.1). */
export function subjectPublicKey(publicKey: Der): Uint8Array {
  const parsed = PublicKeyInfo.fromBER(Uint8Array.from(publicKey))
  return Uint8Array.from(parsed.subjectPublicKey.valueBlock.valueHexView)
}

export type IssuerFacts = { subjectName: Der; subjectPublicKey: Uint8Array }

/** What an issuer's certificate gives to the certificates under it. @throws where it is no certificate. */
export function readIssuer(certificate: Der): IssuerFacts {
  const parsed = Certificate.fromBER(Uint8Array.from(certificate))
  return {
    subjectName: new Uint8Array(parsed.subject.toSchema().toBER()),
    subjectPublicKey: Uint8Array.from(parsed.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
  }
}

function extension(oid: string, critical: boolean, value: Der): Der {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value))
}

export const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const

export const authorityKeyIdentifier = (issuerKey: Uint8Array): Der =>
  extension('2.5.29.35', false, sequence(primitive(0, createHash('sha1').update(issuerKey).digest())))

export const subjectKeyIdentifier = (publicKey: Der): Der =>
  extension('2.5.29.14', false, octetString(keyIdentifier(publicKey)))

/** `pathLength` null: an end entity (CA:FALSE, which DER leaves out). */
export const basicConstraints = (pathLength: number | null): Der =>
  extension(
    '2.5.29.19',
    true,
    pathLength === null ? sequence() : sequence(boolean(true), integer(Uint8Array.of(pathLength))),
  )

export const keyUsage = (...usages: (keyof typeof KEY_USAGE)[]): Der =>
  extension('2.5.29.15', true, namedBits(...usages.map((usage) => KEY_USAGE[usage])))

export const extendedKeyUsage = (...oids: string[]): Der =>
  extension('2.5.29.37', false, sequence(...oids.map(objectIdentifier)))

export const certificatePolicies = (oids: readonly string[]): Der =>
  extension('2.5.29.32', false, sequence(...oids.map((oid) => sequence(objectIdentifier(oid)))))

/** `[4]` is explicit: Name is a CHOICE (X.680 §31.2.7). */
export const subjectAlternativeDirectoryName = (name: Der): Der =>
  extension('2.5.29.17', false, sequence(constructed(4, name)))

/** `[6]`: uniformResourceIdentifier. */
export const authorityInformationAccess = (ocspUrl: string): Der =>
  extension(
    '1.3.6.1.5.5.7.1.1',
    false,
    sequence(sequence(objectIdentifier('1.3.6.1.5.5.7.48.1'), primitive(6, Buffer.from(ocspUrl, 'ascii')))),
  )

/** ETSI EN 319 412-5 §4.2.3: QcType, electronic signature. */
export const qcTypeElectronicSignature = (): Der =>
  extension(
    '1.3.6.1.5.5.7.1.3',
    false,
    sequence(sequence(objectIdentifier('0.4.0.1862.1.6'), sequence(objectIdentifier('0.4.0.1862.1.6.1')))),
  )

/** RFC 6960 §4.2.2.2.1: clients need not ask about the responder's own certificate. */
export const ocspNoCheck = (): Der => extension('1.3.6.1.5.5.7.48.1.5', false, Uint8Array.of(0x05, 0x00))
