/** The secrets of device links whose session has not ended. */

import type { SessionId } from '../../domain/ids.ts'
import type { DeviceLinks } from '../../flow/phone/ports.ts'
import type { Vault } from '../../flow/ports.ts'
import type { Prisma } from '../database/connection.ts'

export function createDeviceLinkStore(prisma: Prisma, vault: Vault): DeviceLinks {
  return {
    async secretOf(sessionId: SessionId): Promise<Uint8Array | null> {
      const link = await prisma.deviceLink.findUnique({ where: { sessionId }, select: { secret: true } })
      return link === null ? null : vault.open(link.secret)
    },
  }
}
