/** Counts what one real decision costs on the wire: statements and transactions on Postgres, round trips to Redis. */
import { Socket } from 'node:net'
import pg from 'pg'
import { startTestServices } from '../scripts/services/testServices.ts'
import type { SessionId } from '../server/domain/ids.ts'
import { score } from '../server/flow/request/score.ts'
import { enrolPhone, requestSession } from '../test/support/people.ts'
import { makeServiceTemplate } from '../test/support/serviceTemplate.ts'
import { type Service, startService } from '../test/support/startService.ts'

export type Costs = {
  redisRoundTrips: number
  /** Transactions with more than one statement: what is written, all or nothing. */
  postgresTransactions: number
  /** Single statements outside of them: what is read to gather facts. */
  postgresReads: number
  statements: string[]
}

/** Starts the services as tests do, lets one session be decided to warm up, and counts the next. */
export async function countCosts(): Promise<Costs> {
  const services = await startTestServices(console.error)
  Object.assign(process.env, services.environment)
  Object.assign(process.env, (await makeServiceTemplate()).environment)
  try {
    const service = await startService({}, { workers: false })
    try {
      await service.deps.history.rebuild([])
      const phone = await enrolPhone(service)
      const decide = async () => {
        const { sessionId } = await requestSession(service, phone)
        return await decideAndCount(service, sessionId)
      }
      await decide()
      return await decide()
    } finally {
      await service.close()
    }
  } finally {
    await services.stop()
  }
}

async function decideAndCount(service: Service, sessionId: SessionId): Promise<Costs> {
  const rows = await service.prisma.outbox.findMany({ where: { job: 'score' } })
  const row = rows.find(({ payload }) => JSON.stringify(payload).includes(sessionId))
  if (row === undefined) throw new Error('the session has no outbox row for its score')
  const statements: string[] = []
  const redis = { roundTrips: 0 }
  const stopPostgres = watchPostgres(statements)
  const stopRedis = watchRedis(Number(new URL(service.redis.url).port), redis)
  try {
    await score(service.deps, sessionId, row.id)
  } finally {
    stopPostgres()
    stopRedis()
  }
  const decided = await service.deps.sessionPages.find(sessionId)
  const known = decided?.decisions[0]?.features['historyKnown']
  if (known === undefined || !('value' in known) || known.value !== true)
    throw new Error('the session was not decided with its history')
  return { redisRoundTrips: redis.roundTrips, statements, ...countTransactions(statements) }
}

function countTransactions(statements: readonly string[]) {
  let [postgresTransactions, postgresReads, isOpen] = [0, 0, false]
  for (const statement of statements) {
    if (statement.startsWith('BEGIN')) {
      postgresTransactions += 1
      isOpen = true
    } else if (statement.startsWith('COMMIT') || statement.startsWith('ROLLBACK')) isOpen = false
    else if (!isOpen) postgresReads += 1
  }
  return { postgresTransactions, postgresReads }
}

/** Notes every statement that leaves for Postgres, with its tables. */
function watchPostgres(statements: string[]): () => void {
  const { prototype } = pg.Client
  const query: unknown = Reflect.get(prototype, 'query')
  if (typeof query !== 'function') throw new Error('pg has no query')
  Reflect.set(prototype, 'query', function watched(this: pg.Client, ...given: unknown[]) {
    statements.push(textOf(given[0]))
    return Reflect.apply(query, this, given)
  })
  return () => {
    Reflect.set(prototype, 'query', query)
  }
}

function textOf(given: unknown): string {
  const text = typeof given === 'object' && given !== null && 'text' in given ? given.text : given
  return String(text).trim()
}

/** A round trip begins with a write after which nothing else is awaited on that connection. */
function watchRedis(port: number, redis: { roundTrips: number }): () => void {
  const { prototype } = Socket
  const write: unknown = Reflect.get(prototype, 'write')
  if (typeof write !== 'function') throw new Error('a socket has no write')
  const waiting = new WeakSet<Socket>()
  Reflect.set(prototype, 'write', function watched(this: Socket, ...given: unknown[]) {
    if (this.remotePort === port && !waiting.has(this)) {
      redis.roundTrips += 1
      waiting.add(this)
      this.once('data', () => waiting.delete(this))
    }
    return Reflect.apply(write, this, given)
  })
  return () => {
    Reflect.set(prototype, 'write', write)
  }
}
