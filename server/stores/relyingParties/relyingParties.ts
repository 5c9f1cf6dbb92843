/** Reads the registered relying parties. */

import { toId } from '../../domain/ids.ts'
import { nameKey, type RelyingParty } from '../../domain/relyingParty.ts'
import type { RelyingParties } from '../../flow/ports.ts'
import type { Prisma } from '../database/connection.ts'

export function createRelyingPartyStore(prisma: Prisma): RelyingParties {
  return {
    async find(uuid: string, name: string): Promise<RelyingParty | null> {
      const row = await prisma.relyingParty.findUnique({
        where: { uuid_nameKey: { uuid: uuid.toLowerCase(), nameKey: nameKey(name) } },
      })
      if (row === null) return null
      return {
        id: toId<'relyingParty'>(row.id),
        uuid: row.uuid,
        name: row.name,
        allowedNetworks: row.allowedNetworks,
        mayShareDeviceIp: row.mayShareDeviceIp,
        maxLevel: row.maxLevel,
        enabled: row.enabled,
      }
    },
  }
}
