/** What a phone says of itself after enrolment. */

import type { IntegrityFlags } from '../../domain/accounts/device.ts'
import type { AccountId } from '../../domain/ids.ts'
import type { Devices } from '../../flow/phone/ports.ts'
import type { Prisma } from '../database/connection.ts'

export function createDeviceStore(prisma: Prisma): Devices {
  return {
    async setIntegrity(accountId: AccountId, integrity: IntegrityFlags): Promise<void> {
      await prisma.device.update({ where: { accountId }, data: { integrity } })
    },
  }
}
