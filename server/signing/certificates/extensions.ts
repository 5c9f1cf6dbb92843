/** The extensions that this project's certificates use (RFC 5280 §4.2). */
import { createHash } from 'node:crypto'
import { BitString, Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  AccessDescription,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificatePolicies,
  Extension,
  ExtKeyUsage,
  GeneralName,
  GeneralNames,
  InfoAccess,
  PolicyInformation,
  type PublicKeyInfo,
  QCStatement,
  type RelativeDistinguishedNames,
} from 'pkijs'
import { keyOctets } from './certificate.ts'

/** What stands in an extension: an object of the library, or one of ASN.1. */
type ExtensionValue = { toBER: () => ArrayBuffer }

const extension = (extnID: string, value: ExtensionValue, { critical = false } = {}): Extension =>
  new Extension({ extnID, critical, extnValue: value.toBER() })

/** SHA-1 of the key's BIT STRING without its first octet (§4.2.1.2, method 1). */
export function keyIdentifier(publicKey: PublicKeyInfo): OctetString {
  const hash = createHash('sha1').update(keyOctets(publicKey)).digest()
  return new OctetString({ valueHex: Uint8Array.from(hash) })
}

export const authorityKeyIdentifier = (issuerKey: PublicKeyInfo): Extension =>
  extension('2.5.29.35', new AuthorityKeyIdentifier({ keyIdentifier: keyIdentifier(issuerKey) }).toSchema())

export const subjectKeyIdentifier = (publicKey: PublicKeyInfo): Extension =>
  extension('2.5.29.14', keyIdentifier(publicKey))

/** `pathLength` null: an end entity (CA:FALSE, which DER leaves out). */
export const basicConstraints = (pathLength: number | null): Extension =>
  extension(
    '2.5.29.19',
    (pathLength === null
      ? new BasicConstraints()
      : new BasicConstraints({ cA: true, pathLenConstraint: pathLength })
    ).toSchema(),
    { critical: true },
  )

/** The named bits of each kind of key: bit 0 is the leftmost, and the last one ends the BIT STRING (X.690 §11.2.2). */
const KEY_USAGE = {
  digitalSignature: { bits: 0b1000_0000, unusedBits: 7 },
  nonRepudiation: { bits: 0b0100_0000, unusedBits: 6 },
  keyCertSignAndCrlSign: { bits: 0b0000_0110, unusedBits: 1 },
} as const

export function keyUsage(usage: keyof typeof KEY_USAGE): Extension {
  const { bits, unusedBits } = KEY_USAGE[usage]
  return extension('2.5.29.15', new BitString({ valueHex: Uint8Array.of(bits), unusedBits }), {
    critical: true,
  })
}

export const extendedKeyUsage = (...oids: string[]): Extension =>
  extension('2.5.29.37', new ExtKeyUsage({ keyPurposes: oids }).toSchema())

export const certificatePolicies = (oids: readonly string[]): Extension =>
  extension(
    '2.5.29.32',
    new CertificatePolicies({
      certificatePolicies: oids.map((policyIdentifier) => new PolicyInformation({ policyIdentifier })),
    }).toSchema(),
  )

const DIRECTORY_NAME = 4
const UNIFORM_RESOURCE_IDENTIFIER = 6

export const subjectAlternativeDirectoryName = (name: RelativeDistinguishedNames): Extension =>
  extension(
    '2.5.29.17',
    new GeneralNames({ names: [new GeneralName({ type: DIRECTORY_NAME, value: name })] }).toSchema(),
  )

export const authorityInformationAccess = (ocspUrl: string): Extension =>
  extension(
    '1.3.6.1.5.5.7.1.1',
    new InfoAccess({
      accessDescriptions: [
        new AccessDescription({
          accessMethod: '1.3.6.1.5.5.7.48.1',
          accessLocation: new GeneralName({ type: UNIFORM_RESOURCE_IDENTIFIER, value: ocspUrl }),
        }),
      ],
    }).toSchema(),
  )

/** ETSI EN 319 412-5 §4.2.3: QcType, electronic signature. */
export const qcTypeElectronicSignature = (): Extension =>
  extension(
    '1.3.6.1.5.5.7.1.3',
    // A sequence of QCStatement: the types of the library's QCStatements do not take its own members.
    new Sequence({
      value: [
        new QCStatement({
          id: '0.4.0.1862.1.6',
          type: new Sequence({ value: [new ObjectIdentifier({ value: '0.4.0.1862.1.6.1' })] }),
        }).toSchema(),
      ],
    }),
  )

/** RFC 6960 §4.2.2.2.1: clients need not ask about the responder's own certificate. */
export const ocspNoCheck = (): Extension => extension('1.3.6.1.5.5.7.48.1.5', new Null())
