/** The table of transitions, from which the types follow, against the trigger that refuses the others from anybody. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { SESSION_STATES, type SessionState } from '../../server/domain/sessions/session.ts'
import { NEXT_STATES } from '../../server/domain/sessions/transition.ts'
import { enrolPhone, requestSession } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'

let service: Service
let client: pg.Client
let sessionId: string

beforeAll(async () => {
  service = await startService({}, { workers: false })
  sessionId = (await requestSession(service, await enrolPhone(service))).sessionId
  client = new pg.Client({ connectionString: service.environment['DATABASE_URL'] })
  await client.connect()
})

afterAll(async () => {
  await client?.end()
  await service?.close()
})

/** Columns that the checks demand of a row in this state. */
function columnsOf(state: SessionState): string {
  const isEnded = state === 'COMPLETE' || state === 'BLOCKED'
  return isEnded
    ? "end_result = 'DOCUMENT_UNUSABLE', ended_at = now(), visible_at = now(), due_at = NULL"
    : 'end_result = NULL, ended_at = NULL, visible_at = NULL, due_at = now(), hold_until = now()'
}

/** What the trigger answers to a move, or a check after it; null: the row has moved. */
async function refusalOf(from: SessionState, to: SessionState): Promise<string | null> {
  await client.query('BEGIN')
  try {
    // Triggers are off while the row is brought into the state from which it moves.
    await client.query("SET LOCAL session_replication_role = 'replica'")
    await client.query(`UPDATE sessions SET state = '${from}', ${columnsOf(from)} WHERE id = $1`, [sessionId])
    await client.query("SET LOCAL session_replication_role = 'origin'")
    const move = `UPDATE sessions SET state = '${to}', ${columnsOf(to)} WHERE id = $1`
    return await client.query(move, [sessionId]).then(
      () => null,
      (error: unknown) => String(error),
    )
  } finally {
    await client.query('ROLLBACK')
  }
}

describe.each(SESSION_STATES)('from %s', (from) => {
  const others = SESSION_STATES.filter((to) => to !== from)
  const next: readonly SessionState[] = NEXT_STATES[from]

  test.each(others)('the trigger and the table say the same of a move to %s', async (to) => {
    const refusal = await refusalOf(from, to)
    // What is on its way to a person needs a decision too, which this session has not.
    if (next.includes(to)) expect(refusal ?? 'has no decision for delivery').toMatch(/has no decision for/)
    else expect(refusal).toMatch(/cannot go from|has ended/)
  })
})
