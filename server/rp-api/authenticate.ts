/** Who asks, and whether it may: UUID, name and address must belong together. */

import type { Request } from 'express'
import type { RelyingParty } from '../domain/relyingParty.ts'
import type { CertificateLevel } from '../domain/sessions/session.ts'
import { AppError } from '../errors.ts'
import type { RelyingParties } from '../flow/ports.ts'
import { isAllowedAddress } from './isAllowedAddress.ts'
import type { CommonBody } from './schemas/members.ts'

type Claim = Pick<CommonBody, 'relyingPartyUUID' | 'relyingPartyName'>

/** @throws AppError unauthorised, whichever of the three is wrong; forbidden where the relying party is shut out. */
export async function authenticate(
  deps: { relyingParties: RelyingParties },
  request: Pick<Request, 'ip'>,
  claim: Claim,
): Promise<RelyingParty> {
  const relyingParty = await deps.relyingParties.find(claim.relyingPartyUUID, claim.relyingPartyName)
  if (relyingParty === null || !isAllowedAddress(request.ip, relyingParty.allowedNetworks)) {
    throw new AppError('unauthorised', 'Unauthorized')
  }
  if (!relyingParty.enabled) throw forbidden('The relying party may not use the service')
  return relyingParty
}

/** Capabilities are given by agreement; the certificate levels are the only ones there are. */
const CAPABILITIES: readonly string[] = ['ADVANCED', 'QUALIFIED']

export type Permitted = { level: CertificateLevel; shareDeviceIp: boolean }

/**
 * What of the request the relying party is allowed. Without a level it gets the highest that it may have.
 * v3 refuses at once who asks for the phone's address without the privilege; v2 leaves the address out.
 * @throws AppError forbidden.
 */
export function permit(
  relyingParty: RelyingParty,
  parts: Pick<CommonBody, 'certificateLevel' | 'capabilities' | 'requestProperties'>,
  withoutPrivilege: 'refuse' | 'leaveOut',
): Permitted {
  const level = parts.certificateLevel ?? relyingParty.maxLevel
  if (level === 'QUALIFIED' && relyingParty.maxLevel === 'ADVANCED') {
    throw forbidden('The relying party may not ask for this certificate level')
  }
  if (parts.capabilities?.some((capability) => !CAPABILITIES.includes(capability)) === true) {
    throw forbidden('The relying party does not have this capability')
  }
  const wantsAddress = parts.requestProperties?.shareDeviceIp === true
  if (wantsAddress && !relyingParty.mayShareDeviceIp && withoutPrivilege === 'refuse') {
    throw forbidden('The relying party may not ask for the address of the device')
  }
  return { level, shareDeviceIp: wantsAddress && relyingParty.mayShareDeviceIp }
}

function forbidden(message: string): AppError {
  return new AppError('forbidden', message)
}
