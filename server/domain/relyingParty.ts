/** The service that asks. */
import type { RelyingPartyId } from './ids.ts'
import type { CertificateLevel } from './sessions/session.ts'

export type RelyingParty = {
  id: RelyingPartyId
  /** The relyingPartyUUID that it sends. */
  uuid: string
  /** As registered; compared without regard to case. */
  name: string
  /** CIDR blocks from which it may ask. */
  allowedNetworks: string[]
  mayShareDeviceIp: boolean
  maxLevel: CertificateLevel
  enabled: boolean
}

export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
