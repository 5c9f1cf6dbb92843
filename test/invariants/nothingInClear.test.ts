/**
 * Invariants 5 and 7: after a full run, PINs and identity codes stand in clear in no table, no Redis key or
 * command, no queue and no log.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Redis } from 'ioredis'
import pg from 'pg'
import { ConsoleClient } from '../../scripts/consoleClient.ts'
import { DAY_MS } from '../../server/domain/time.ts'
import { enrolPhone, madeUpIdentity, type TestPhone } from '../support/people.ts'
import { monitorRedis, type RedisMonitor } from '../support/redisMonitor.ts'
import { requestOverV2, statusOverV2 } from '../support/relyingParty.ts'
import { TEST_CONSOLE_PASSWORD } from '../support/secrets.ts'
import { type Processes, startProcesses } from '../support/startProcesses.ts'

/** Twelve digits each, so that no count or random number contains one by chance. */
const PINS = { pin1: '730194826517', pin2: '918273645501', wrong: '604417285933' }
const PHONE_ADDRESS = '85.253.17.201'
const INITIATOR_ADDRESS = '194.126.101.77'

let processes: Processes
let redis: Redis
let monitor: RedisMonitor

beforeAll(async () => {
  processes = await startProcesses({ SCORE_DEADLINE_MS: '10000' })
  redis = new Redis(processes.redis.url)
  monitor = await monitorRedis(processes.redis.url)
})

afterAll(async () => {
  monitor?.close()
  redis?.disconnect()
  await processes?.close()
})

async function nextRequest(who: TestPhone) {
  const [request] = (await who.requests()) ?? []
  if (request !== undefined) return request
  await who.call('GET', '/requests?timeoutMs=10000')
  const [late] = await who.requests()
  if (late === undefined) throw new Error('the phone got no request')
  return late
}

async function playEverything(identity: string): Promise<TestPhone> {
  const who = await enrolPhone(processes, { semanticsIdentifier: identity, ip: PHONE_ADDRESS, pins: PINS })
  const riskContext = { initiatorIp: INITIATOR_ADDRESS, userAgent: 'Test', trackingId: 'browser-1' }

  const login = await requestOverV2(processes.url, {
    kind: 'authentication',
    document: who.documentNumber,
    riskContext,
  })
  const request = await nextRequest(who)
  await who.phone.confirm(request, PINS.wrong)
  await who.phone.confirm(await nextRequest(who), PINS.pin1)
  expect((await statusOverV2(processes.url, login)).result?.endResult).toBe('OK')

  const payment = await requestOverV2(processes.url, {
    kind: 'signature',
    document: who.documentNumber,
    riskContext,
  })
  await who.phone.confirm(await nextRequest(who), PINS.pin2)
  expect((await statusOverV2(processes.url, payment)).result?.endResult).toBe('OK')

  await requestOverV2(processes.url, { kind: 'authentication', document: who.documentNumber })
  const unwanted = await nextRequest(who)
  await who.call('POST', `/requests/${unwanted.sessionId}/report`, {})
  return who
}

async function exportEverything(): Promise<void> {
  const console = await ConsoleClient.signIn(processes.url, 'compliance', TEST_CONSOLE_PASSWORD)
  await console.request('GET', '/sessions')
  await console.request('POST', '/exports', {
    from: new Date(Date.now() - DAY_MS).toISOString(),
    to: new Date(Date.now() + DAY_MS).toISOString(),
  })
}

/** A secret as text, and as the ways in which bytes are usually written. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const whole = (bytes.length / 3) | 0
  return [secret, bytes.toString('hex'), bytes.subarray(0, whole * 3).toString('base64')]
}

async function everyTable(): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: processes.databaseUrl })
  await client.connect()
  const tables = await client.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  )
  const texts = new Map<string, string>()
  for (const { name } of tables.rows) {
    const rows = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)
    texts.set(`table ${name}`, rows.rows.map((row) => row.text).join('\n'))
  }
  await client.end()
  return texts
}

async function everyRedisValue(): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const key of await redis.keys('*')) {
    const dumped = await redis.dumpBuffer(key)
    texts.set(`redis ${key}`, `${key}\n${dumped?.toString('latin1') ?? ''}`)
  }
  return texts
}

async function everyLog(): Promise<Map<string, string>> {
  const names = (await readdir(processes.folder)).filter((name) => name.endsWith('.log'))
  const texts = await Promise.all(names.map((name) => readFile(join(processes.folder, name), 'utf8')))
  return new Map(names.map((name, index) => [`log ${name}`, texts[index] ?? '']))
}

describe('after a full run', () => {
  test('no PIN, identity code or address stands in clear in a table, a Redis key or command, a queue or a log', async () => {
    const identity = madeUpIdentity()
    const who = await playEverything(identity)
    await exportEverything()
    await processes.stop()

    const commands = monitor.commands()
    const places = new Map([
      ...(await everyTable()),
      ...(await everyRedisValue()),
      ...(await everyLog()),
      ['redis commands', commands.join('\n')] as const,
    ])
    // The search must be able to find: it looks at rows, at commands and at logs.
    expect(places.get('table subjects')?.length).toBeGreaterThan(100)
    expect(commands.length).toBeGreaterThan(20)
    expect([...places.keys()].some((place) => place.startsWith('log api'))).toBe(true)

    const code = identity.slice('PNOEE-'.length)
    const secrets = {
      ...PINS,
      identity,
      code,
      documentNumber: who.documentNumber,
      PHONE_ADDRESS,
      INITIATOR_ADDRESS,
    }
    const found = [...places].flatMap(([place, text]) =>
      Object.entries(secrets).flatMap(([name, secret]) =>
        spellings(secret).some((spelling) => text.includes(spelling)) ? [`${name} in ${place}`] : [],
      ),
    )
    expect(found).toEqual([])
  })
})
