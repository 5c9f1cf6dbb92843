/**
 * Which policies and purposes end-entity certificates carry. They are configuration: relying parties'
 * clients insist on the object identifiers of one provider, which are not ours to use outside a test.
 */
import type { KeyPurpose } from '../../domain/accounts/device.ts'
import type { CertificateLevel } from '../../domain/sessions/session.ts'

export type CertificateProfile = {
  name: string
  /** Certificate policies by level and key. */
  policies: Record<CertificateLevel, Record<KeyPurpose, readonly string[]>>
  /** Extended key usage of the authentication certificate. */
  authenticationUsage: string
  validityYears: number
}

/**
 * What clients expect of the real service, under an authority whose name says TEST. The signature
 * certificate says what it is for (QcType eSign); it claims neither qualified status nor a QSCD.
 */
export const TEST_PROFILE: CertificateProfile = {
  name: 'TEST',
  policies: {
    QUALIFIED: {
      authentication: ['1.3.6.1.4.1.10015.17.2', '0.4.0.2042.1.2'],
      signature: ['1.3.6.1.4.1.10015.17.2', '0.4.0.194112.1.2'],
    },
    ADVANCED: {
      authentication: ['1.3.6.1.4.1.10015.17.1', '0.4.0.2042.1.1'],
      signature: ['1.3.6.1.4.1.10015.17.1', '0.4.0.2042.1.1'],
    },
  },
  authenticationUsage: '1.3.6.1.4.1.62306.5.7.0',
  validityYears: 3,
}
