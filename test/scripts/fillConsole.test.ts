import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { fillConsole, NotEmpty } from '../../scripts/database/fillConsole.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { TEST_CONSOLE_PASSWORD, TEST_SECRETS } from '../support/secrets.ts'

const SESSIONS = 3_000
const CASES = 150

describe('a filled database', () => {
  let database: TestDatabase
  let client: pg.Client
  let indexesBefore: string[]

  const fill = () =>
    fillConsole({
      url: database.url,
      vaultKey: TEST_SECRETS.VAULT_KEY,
      pseudonymKey: TEST_SECRETS.PSEUDONYM_KEY,
      consolePassword: TEST_CONSOLE_PASSWORD,
      sessions: SESSIONS,
      cases: CASES,
      print: () => undefined,
    })

  async function numberOf(sql: string): Promise<number> {
    const { rows } = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`)
    return Number(rows[0]?.n)
  }

  async function indexes(): Promise<string[]> {
    const { rows } = await client.query<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
       AND tablename IN ('sessions', 'decisions', 'labels', 'reviews', 'subjects', 'accounts') ORDER BY 1`,
    )
    return rows.map(({ indexdef }) => indexdef)
  }

  beforeAll(async () => {
    database = await createTestDatabase()
    client = new pg.Client({ connectionString: database.url })
    await client.connect()
    indexesBefore = await indexes()
    await fill()
  })
  afterAll(async () => {
    await client.end()
    await database.drop()
  })

  test('has as many sessions as were asked for, each decided, over a month and more', async () => {
    expect(await numberOf('sessions')).toBe(SESSIONS)
    expect(await numberOf("decisions WHERE stage = 'delivery'")).toBe(SESSIONS)
    expect(await numberOf("sessions WHERE occurred_at < now() - interval '25 days'")).toBeGreaterThan(0)
    expect(await numberOf("sessions WHERE state = 'HELD'")).toBeGreaterThan(0)
  })

  test('has its indexes again as they were', async () => {
    expect(indexesBefore.length).toBeGreaterThan(10)
    expect(await indexes()).toEqual(indexesBefore)
  })

  test('has campaigns of several sessions, and no session in two open cases', async () => {
    expect(
      await numberOf(`cases WHERE kind = 'campaign' AND
      (SELECT count(*) FROM case_sessions cs WHERE cs.case_id = cases.id) > 1`),
    ).toBeGreaterThan(0)
    expect(await numberOf("cases WHERE kind = 'case'")).toBeGreaterThan(CASES / 2)
    expect(
      await numberOf(
        '(SELECT session_id FROM case_sessions WHERE is_open GROUP BY 1 HAVING count(*) > 1) doubled',
      ),
    ).toBe(0)
  })

  test('has rows for lists, exports, models and the outage meter', async () => {
    for (const table of ['list_entries', 'models', 'runs', 'service_minutes']) {
      expect([table, (await numberOf(table)) > 0]).toEqual([table, true])
    }
  })

  test('is not filled twice', async () => {
    await expect(fill()).rejects.toThrow(NotEmpty)
  })
})
