/** The one place where a Prisma client is made. */
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'

export type Prisma = PrismaClient
/** A client or an open transaction of it: what a store function needs to work inside somebody's transaction. */
export type PrismaWithin = Omit<
  PrismaClient,
  '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'
>

export function createPrisma(databaseUrl: string): Prisma {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 3_000 }),
  })
}
