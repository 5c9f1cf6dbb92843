/**
 * What a new installation of the demo needs before its first request: relying parties and console users.
 * May run any number of times; the second run changes nothing but what the options changed.
 */

import type { ConsoleRole } from '../server/domain/consoleUser.ts'
import { nameKey } from '../server/domain/relyingParty.ts'
import type { Random } from '../server/flow/ports.ts'
import type { Passwords } from '../server/flow/team/ports.ts'
import type { Prisma } from '../server/stores/database/connection.ts'
import { DEMO_RELYING_PARTIES, type DemoRelyingParty } from './demoRelyingParties.ts'

export type SeedOptions = {
  random: Random
  passwords: Passwords
  /** One password for every console user of the demo. */
  consolePassword: string
  /** CIDR blocks from which the relying parties may ask, beside this machine itself. */
  relyingPartyNetworks: readonly string[]
}

const LOOPBACK = ['127.0.0.0/8', '::1/128']

const CONSOLE_USERS: readonly { username: string; displayName: string; role: ConsoleRole }[] = [
  { username: 'admin', displayName: 'Administrator', role: 'administrator' },
  { username: 'analyst', displayName: 'Analyst', role: 'analyst' },
  { username: 'senior', displayName: 'Senior analyst', role: 'senior' },
  { username: 'author', displayName: 'Rule author', role: 'ruleAuthor' },
  { username: 'compliance', displayName: 'Compliance', role: 'compliance' },
  { username: 'registrar', displayName: 'Registrar TEST', role: 'registrar' },
]

export async function seed(prisma: Prisma, options: SeedOptions): Promise<void> {
  for (const relyingParty of DEMO_RELYING_PARTIES) await seedRelyingParty(prisma, options, relyingParty)
  for (const user of CONSOLE_USERS) await seedConsoleUser(prisma, options, user)
}

async function seedRelyingParty(
  prisma: Prisma,
  options: SeedOptions,
  relyingParty: DemoRelyingParty,
): Promise<void> {
  const allowedNetworks = [...new Set([...LOOPBACK, ...options.relyingPartyNetworks])]
  const key = nameKey(relyingParty.name)
  await prisma.relyingParty.upsert({
    where: { uuid_nameKey: { uuid: relyingParty.uuid, nameKey: key } },
    create: { ...relyingParty, id: options.random.id(), nameKey: key, allowedNetworks },
    update: { allowedNetworks },
  })
}

async function seedConsoleUser(
  prisma: Prisma,
  { random, passwords, consolePassword }: SeedOptions,
  user: (typeof CONSOLE_USERS)[number],
): Promise<void> {
  const before = await prisma.consoleUser.findUnique({ where: { username: user.username } })
  if (before !== null && (await passwords.verify(before.passwordHash, consolePassword))) return
  const passwordHash = await passwords.hash(consolePassword)
  await prisma.consoleUser.upsert({
    where: { username: user.username },
    create: { ...user, id: random.id(), passwordHash },
    update: { passwordHash },
  })
}
