/** A person's accounts and phones as the console shows them: documents and certificates are not read. */
import { z } from 'zod'
import type { PhoneRecord } from '../../domain/accounts/phoneRecord.ts'
import { type SubjectId, toId } from '../../domain/ids.ts'
import { fromDate, fromDateOrNull } from '../../domain/time.ts'
import type { Prisma } from '../database/connection.ts'

const KEY = { purpose: true, state: true, wrongPins: true, lockedUntil: true, createdAt: true } as const
const integrity = z.record(z.string(), z.boolean())

/** Oldest first. `sealedAddress`: where the phone last spoke from; null: it never did. */
export async function readPhoneRecords(
  prisma: Prisma,
  subjectId: SubjectId,
): Promise<(PhoneRecord & { sealedAddress: Uint8Array | null })[]> {
  const rows = await prisma.account.findMany({
    where: { subjectId },
    include: { device: true, keys: { select: KEY } },
    orderBy: [{ enrolledAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ device, ...row }) => ({
    accountId: toId<'account'>(row.id),
    state: row.state,
    level: row.level,
    enrolledAt: fromDate(row.enrolledAt),
    device:
      device === null
        ? null
        : {
            platform: device.platform,
            model: device.model,
            osVersion: device.osVersion,
            appVersion: device.appVersion,
            integrity: integrity.parse(device.integrity),
            lastSeenAt: fromDateOrNull(device.lastSeenAt),
          },
    keys: row.keys.map((key) => ({
      ...key,
      lockedUntil: fromDateOrNull(key.lockedUntil),
      createdAt: fromDate(key.createdAt),
    })),
    sealedAddress: device?.lastAddress ?? null,
  }))
}
