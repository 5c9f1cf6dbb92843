/** X.509 v3 certificates (RFC 5280 §4.1) and what is read from them. */
import type { KeyObject } from 'node:crypto'
import { Integer, PrintableString, Sequence, Set as SetOf, Utf8String } from 'asn1js'
import {
  AttributeTypeAndValue,
  Certificate,
  type Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
  TimeType,
} from 'pkijs'
import type { RandomBytes } from '../../domain/random.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import type { Signer } from './signer.ts'

export const ATTRIBUTE = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  countryName: '2.5.4.6',
  organizationName: '2.5.4.10',
  givenName: '2.5.4.42',
} as const

/** X.520: these two are PrintableStrings, all others here UTF8Strings. */
const PRINTABLE = new Set<keyof typeof ATTRIBUTE>(['serialNumber', 'countryName'])

export type NamePart = [attribute: keyof typeof ATTRIBUTE, value: string]

/** Read back from DER: a name that is put together in the library would become one set of all its parts. */
export function distinguishedName(...parts: NamePart[]): RelativeDistinguishedNames {
  const name = new Sequence({ value: parts.map((part) => new SetOf({ value: [namePart(part).toSchema()] })) })
  return RelativeDistinguishedNames.fromBER(name.toBER())
}

function namePart([attribute, value]: NamePart): AttributeTypeAndValue {
  return new AttributeTypeAndValue({
    type: ATTRIBUTE[attribute],
    value: PRINTABLE.has(attribute) ? new PrintableString({ value }) : new Utf8String({ value }),
  })
}

export type CertificateContent = {
  serialNumber: Uint8Array
  issuerName: RelativeDistinguishedNames
  subjectName: RelativeDistinguishedNames
  publicKey: PublicKeyInfo
  notBefore: Instant
  notAfter: Instant
  extensions: Extension[]
}

/** @returns DER. */
export function makeCertificate(content: CertificateContent, signer: Signer): Uint8Array {
  const certificate = new Certificate({
    version: 2, // v3
    serialNumber: new Integer({ valueHex: content.serialNumber }),
    signature: signer.algorithm,
    issuer: content.issuerName,
    notBefore: time(content.notBefore),
    notAfter: time(content.notAfter),
    subject: content.subjectName,
    subjectPublicKeyInfo: content.publicKey,
    extensions: content.extensions,
    signatureAlgorithm: signer.algorithm,
  })
  certificate.signatureValue = signer.sign(new Uint8Array(certificate.encodeTBS().toBER()))
  return new Uint8Array(certificate.toSchema(true).toBER())
}

/** UTCTime until 2049, GeneralizedTime after it (RFC 5280 §4.1.2.5). */
function time(at: Instant): Time {
  const value = wholeSeconds(at)
  return new Time({
    type: value.getUTCFullYear() < 2050 ? TimeType.UTCTime : TimeType.GeneralizedTime,
    value,
  })
}

/** Neither certificates nor OCSP have fractions of a second (RFC 5280 §4.1.2.5.2); the library would write them. */
export function wholeSeconds(at: Instant): Date {
  const date = toDate(at)
  date.setUTCMilliseconds(0)
  return date
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

export function publicKeyInfo(key: KeyObject): PublicKeyInfo {
  return PublicKeyInfo.fromBER(Uint8Array.from(key.export({ type: 'spki', format: 'der' })))
}

/** The octets of the BIT STRING, which key identifiers and OCSP hash (RFC 5280 §4.2.1.2, RFC 6960 §4.1.1). */
export function keyOctets({ subjectPublicKey }: PublicKeyInfo): Uint8Array {
  return Uint8Array.from(subjectPublicKey.valueBlock.valueHexView)
}

/** @throws where it is no certificate. */
export function readCertificate(der: Uint8Array): Certificate {
  const known = read.get(der)
  if (known !== undefined) return known
  const certificate = Certificate.fromBER(Uint8Array.from(der))
  read.set(der, certificate)
  return certificate
}

/** An authority's certificates are read with each one that they issue, and never change. */
const read = new WeakMap<Uint8Array, Certificate>()
