/** The secrets of device links whose session has not ended. */
import type { SessionId } from '../../domain/ids.ts'
import type { Prisma } from '../database/connection.ts'
import type { Vault } from '../database/vault.ts'

export function createDeviceLinkStore(prisma: Prisma, vault: Vault) {
  return {
    /** 32 bytes; null where the session came by no link, or has ended. */
    async secretOf(sessionId: SessionId): Promise<Uint8Array | null> {
      const link = await prisma.deviceLink.findUnique({ where: { sessionId }, select: { secret: true } })
      return link === null ? null : vault.open(link.secret)
    },
  }
}

export type DeviceLinkStore = ReturnType<typeof createDeviceLinkStore>
