/** Issues the certificate of one key of a new account, under the TEST authority. */
import type { KeyPurpose } from '../../domain/accounts/device.ts'
import type { Identity } from '../../domain/accounts/proofing.ts'
import type { CertificateLevel } from '../../domain/sessions/session.ts'
import { TEST_PROFILE } from '../../signing/certificates/certificateProfile.ts'
import { issueCertificate } from '../../signing/certificates/issueCertificate.ts'
import type { Dependencies } from '../dependencies.ts'

export type AccountCertificateRequest = {
  purpose: KeyPurpose
  identity: Identity
  documentNumber: string
  level: CertificateLevel
  /** n, big-endian. */
  modulus: Uint8Array
}

/** `serial` as the store finds it by. Wall time runs its validity. */
export function issueForAccount(
  { authority, clock, random }: Pick<Dependencies, 'authority' | 'clock' | 'random'>,
  { identity, ...request }: AccountCertificateRequest,
): { der: Uint8Array; serial: string } {
  const wanted = { ...request, person: identity, ocspUrl: authority.ocspUrl, now: clock.now() }
  const { certificate, serialNumber } = issueCertificate(
    wanted,
    authority.issuing,
    TEST_PROFILE,
    random.bytes,
  )
  return { der: certificate, serial: serialNumber }
}
