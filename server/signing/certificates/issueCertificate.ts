/** Certificates of people: one for authentication, one for signatures (profile that RP clients check). */
import type { Extension, RelativeDistinguishedNames } from 'pkijs'
import type { KeyPurpose } from '../../domain/accounts/device.ts'
import type { RandomBytes } from '../../domain/random.ts'
import type { CertificateLevel } from '../../domain/sessions/session.ts'
import { addMs, DAY_MS, type Instant } from '../../domain/time.ts'
import { rsaPublicKey } from '../twoPartyRsa.ts'
import {
  distinguishedName,
  makeCertificate,
  newSerialNumber,
  publicKeyInfo,
  readCertificate,
  serialText,
} from './certificate.ts'
import type { CertificateProfile } from './certificateProfile.ts'
import {
  authorityInformationAccess,
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  extendedKeyUsage,
  keyUsage,
  qcTypeElectronicSignature,
  subjectAlternativeDirectoryName,
  subjectKeyIdentifier,
} from './extensions.ts'
import { type AuthorityPart, signerOf } from './signer.ts'

export type CertificateRequest = {
  purpose: KeyPurpose
  level: CertificateLevel
  person: { /** E.g. PNOEE-30303039914. */ semanticsIdentifier: string; givenName: string; surname: string }
  documentNumber: string
  /** n, big-endian; e is 65537. */
  modulus: Uint8Array
  ocspUrl: string
  /** Wall time. */
  now: Instant
}

export type IssuedCertificate = {
  /** DER. */ certificate: Uint8Array /** As `serialText` writes it. */
  serialNumber: string
}

export function issueCertificate(
  request: CertificateRequest,
  issuing: AuthorityPart,
  profile: CertificateProfile,
  random: RandomBytes,
): IssuedCertificate {
  const issuer = readCertificate(issuing.certificate)
  const serialNumber = newSerialNumber(random)
  const publicKey = publicKeyInfo(rsaPublicKey(request.modulus))
  const certificate = makeCertificate(
    {
      serialNumber,
      issuerName: issuer.subject,
      subjectName: subjectNameOf(request.person),
      publicKey,
      notBefore: request.now,
      notAfter: addMs(request.now, profile.validityYears * 365 * DAY_MS),
      extensions: [
        basicConstraints(null),
        authorityKeyIdentifier(issuer.subjectPublicKeyInfo),
        authorityInformationAccess(request.ocspUrl),
        subjectAlternativeDirectoryName(distinguishedName(['commonName', request.documentNumber])),
        certificatePolicies(profile.policies[request.level][request.purpose]),
        ...purposeExtensions(request.purpose, profile),
        subjectKeyIdentifier(publicKey),
      ],
    },
    signerOf(issuing),
  )
  return { certificate, serialNumber: serialText(serialNumber) }
}

/** ETSI EN 319 412-2 §4.2.4, with the semantics identifier of EN 319 412-1 §5.1.3 as serialNumber. */
function subjectNameOf({
  semanticsIdentifier,
  givenName,
  surname,
}: CertificateRequest['person']): RelativeDistinguishedNames {
  return distinguishedName(
    ['countryName', semanticsIdentifier.slice(3, 5)],
    ['commonName', `${surname},${givenName}`],
    ['surname', surname],
    ['givenName', givenName],
    ['serialNumber', semanticsIdentifier],
  )
}

function purposeExtensions(purpose: KeyPurpose, profile: CertificateProfile): Extension[] {
  if (purpose === 'authentication')
    return [keyUsage('digitalSignature'), extendedKeyUsage(profile.authenticationUsage)]
  return [keyUsage('nonRepudiation'), qcTypeElectronicSignature()]
}
