/** Somebody of the console whom no other test has, signed in. */
import type { ConsoleRole } from '../../../server/domain/consoleUser.ts'
import type { ConsoleUserId } from '../../../server/domain/ids.ts'
import { addMs, HOUR_MS } from '../../../server/domain/time.ts'
import type { Service } from '../../support/startService.ts'
import { type ConsoleClient, consoleClient } from './consoleClient.ts'

export type SomeUser = { id: ConsoleUserId; name: string; client: ConsoleClient }

export async function anotherUser(service: Service, role: ConsoleRole): Promise<SomeUser> {
  const { random, clock, transactions } = service.deps
  const id = random.id<'consoleUser'>()
  const name = `A ${role} ${id.slice(-6)}`
  await service.prisma.consoleUser.create({
    data: { id, username: `user-${id}`, displayName: name, passwordHash: 'none', role },
  })
  const token = random.id<'token'>()
  const now = clock.now()
  await transactions.run(({ logins }) =>
    logins.open({ token, userId: id, now, expiresAt: addMs(now, HOUR_MS) }),
  )
  return { id, name, client: consoleClient(service, `countersign_console=${token}`) }
}
