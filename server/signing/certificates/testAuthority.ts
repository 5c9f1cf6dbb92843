/**
 * The TEST certification authority: a root, an issuing authority under it, and the certificate of the
 * OCSP responder. Its names say TEST; nothing under it is qualified.
 */
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Extension, PublicKeyInfo } from 'pkijs'
import type { RandomBytes } from '../../domain/random.ts'
import { addMs, DAY_MS, type Instant } from '../../domain/time.ts'
import {
  distinguishedName,
  makeCertificate,
  newSerialNumber,
  publicKeyInfo,
  readCertificate,
} from './certificate.ts'
import {
  authorityKeyIdentifier,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  ocspNoCheck,
  subjectKeyIdentifier,
} from './extensions.ts'
import { type AuthorityPart, signerOf } from './signer.ts'

const YEAR_MS = 365 * DAY_MS
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9'

export type TestAuthority = { root: AuthorityPart; issuing: AuthorityPart; ocspResponder: AuthorityPart }

export type TestAuthorityInput = { now: Instant; random: RandomBytes }

/** Root and issuing authority sign by ECDSA on P-384, the OCSP responder by RSA, as clients expect. */
export function createTestAuthority({ now, random }: TestAuthorityInput): TestAuthority {
  const root = makePart(
    'TEST of Countersign Root CA',
    generateEcKey(),
    null,
    20,
    { now, random },
    (publicKey) => [basicConstraints(1), keyUsage('keyCertSignAndCrlSign'), subjectKeyIdentifier(publicKey)],
  )
  const issuing = makePart(
    'TEST of Countersign Issuing CA',
    generateEcKey(),
    root,
    15,
    { now, random },
    (publicKey) => [basicConstraints(0), keyUsage('keyCertSignAndCrlSign'), subjectKeyIdentifier(publicKey)],
  )
  const ocspKey = generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey
  const ocspResponder = makePart(
    'TEST of Countersign OCSP Responder',
    ocspKey,
    issuing,
    5,
    { now, random },
    (publicKey) => [
      basicConstraints(null),
      keyUsage('digitalSignature'),
      extendedKeyUsage(OCSP_SIGNING),
      ocspNoCheck(),
      subjectKeyIdentifier(publicKey),
    ],
  )
  return { root, issuing, ocspResponder }
}

function makePart(
  commonName: string,
  privateKey: KeyObject,
  issuer: AuthorityPart | null,
  years: number,
  { now, random }: TestAuthorityInput,
  extensionsFor: (publicKey: PublicKeyInfo) => Extension[],
): AuthorityPart {
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const publicKey = publicKeyInfo(createPublicKey(privateKey))
  const subjectName = distinguishedName(
    ['countryName', 'EE'],
    ['organizationName', 'Countersign TEST'],
    ['commonName', commonName],
  )
  const issuerCertificate = issuer === null ? null : readCertificate(issuer.certificate)
  const certificate = makeCertificate(
    {
      serialNumber: newSerialNumber(random),
      issuerName: issuerCertificate?.subject ?? subjectName,
      subjectName,
      publicKey,
      // A day of slack, for relying parties whose clocks are behind.
      notBefore: addMs(now, -DAY_MS),
      notAfter: addMs(now, years * YEAR_MS),
      extensions: [
        ...extensionsFor(publicKey),
        ...(issuerCertificate === null
          ? []
          : [authorityKeyIdentifier(issuerCertificate.subjectPublicKeyInfo)]),
      ],
    },
    signerOf(issuer ?? { privateKeyPem }),
  )
  return { certificate, privateKeyPem }
}

function generateEcKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
}
