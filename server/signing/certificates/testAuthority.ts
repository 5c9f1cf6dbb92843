/**
 * The TEST certification authority: a root, an issuing authority under it, and the certificate of the
 * OCSP responder. Its names say TEST; nothing under it is qualified.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { RandomBytes } from '../../domain/random.ts'
import { addMs, DAY_MS, type Instant } from '../../domain/time.ts'
import {
  authorityKeyIdentifier,
  basicConstraints,
  distinguishedName,
  extendedKeyUsage,
  keyUsage,
  makeCertificate,
  newSerialNumber,
  ocspNoCheck,
  publicKeyInfo,
  readIssuer,
  subjectKeyIdentifier,
} from './certificate.ts'
import type { Der } from './der.ts'
import type { AuthoritySignatureAlgorithm, Signer } from './signedStructure.ts'

const YEAR_MS = 365 * DAY_MS
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9'

/** A certificate (DER) with its private key, as PKCS #8 PEM to be kept secret. */
export type AuthorityPart = { certificate: Der; privateKeyPem: string }
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
    (publicKey) => [basicConstraints(1), keyUsage('keyCertSign', 'cRLSign'), subjectKeyIdentifier(publicKey)],
  )
  const issuing = makePart(
    'TEST of Countersign Issuing CA',
    generateEcKey(),
    root,
    15,
    { now, random },
    (publicKey) => [basicConstraints(0), keyUsage('keyCertSign', 'cRLSign'), subjectKeyIdentifier(publicKey)],
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

/** The key of a part, ready to sign. */
export function signerOf(
  { privateKeyPem }: AuthorityPart,
  rsa: AuthoritySignatureAlgorithm = 'rsaSha256',
): Signer {
  const privateKey = createPrivateKey(privateKeyPem)
  return { privateKey, algorithm: privateKey.asymmetricKeyType === 'ec' ? 'ecdsaSha384' : rsa }
}

function makePart(
  commonName: string,
  privateKey: KeyObject,
  issuer: AuthorityPart | null,
  years: number,
  { now, random }: TestAuthorityInput,
  extensionsFor: (publicKey: Der) => Der[],
): AuthorityPart {
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const publicKey = publicKeyInfo(createPublicKey(privateKey))
  const subjectName = distinguishedName(
    ['countryName', 'EE'],
    ['organizationName', 'Countersign TEST'],
    ['commonName', commonName],
  )
  const issuerFacts = issuer === null ? null : readIssuer(issuer.certificate)
  const certificate = makeCertificate(
    {
      serialNumber: newSerialNumber(random),
      issuerName: issuerFacts?.subjectName ?? subjectName,
      subjectName,
      publicKey,
      // A day of slack, for relying parties whose clocks are behind.
      notBefore: addMs(now, -DAY_MS),
      notAfter: addMs(now, years * YEAR_MS),
      extensions: [
        ...extensionsFor(publicKey),
        ...(issuerFacts === null ? [] : [authorityKeyIdentifier(issuerFacts.subjectPublicKey)]),
      ],
    },
    signerOf(issuer ?? { certificate: new Uint8Array(), privateKeyPem }),
  )
  return { certificate, privateKeyPem }
}

function generateEcKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
}
