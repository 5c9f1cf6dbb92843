import { describe, expect, test } from '@jest/globals'
import { toInstant } from '../../server/domain/time.ts'
import { type ReportedSession, sessionsCsvHeader, sessionsCsvRows } from '../../server/reports/sessionsCsv.ts'
import { readCsv } from '../console-api/support/readCsv.ts'

const at = (text: string) => toInstant(Date.parse(text))

const SESSION: ReportedSession = {
  id: '01900000-0000-7000-8000-000000000001',
  occurredAt: at('2026-03-01T10:00:00.250Z'),
  apiVersion: 'v3',
  kind: 'signature',
  flow: 'QR',
  relyingParty: 'DEMO',
  pseudonym: Uint8Array.from([0xab, 0xcd]),
  state: 'COMPLETE',
  endResult: 'OK',
  deliveredAt: at('2026-03-01T10:00:01Z'),
  shownAt: null,
  endedAt: at('2026-03-01T10:00:09Z'),
  reportedAt: null,
  review: null,
  decisions: [
    {
      stage: 'delivery',
      outcome: 'warn',
      decidedBy: 'engine',
      score: 0.625,
      reasons: [
        { source: 'rule', code: 'FIRST' },
        { source: 'model', code: 'SECOND' },
        { source: 'calibration', code: 'CALIBRATION' },
      ],
      ruleSetVersion: '7',
      modelVersion: null,
      decidedAt: at('2026-03-01T10:00:00.5Z'),
      tookMs: 12,
    },
  ],
}

function record(session: ReportedSession): Record<string, string> {
  const [header = [], row = []] = readCsv(sessionsCsvHeader() + sessionsCsvRows([session]))
  expect(row).toHaveLength(header.length)
  return Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']))
}

describe('sessions as CSV', () => {
  test('a session is one row, with each stage’s decision beside it', () => {
    expect(record(SESSION)).toEqual({
      session_id: SESSION.id,
      occurred_at: '2026-03-01T10:00:00.250Z',
      relying_party: 'DEMO',
      person_pseudonym: 'abcd',
      api_version: 'v3',
      kind: 'signature',
      flow: 'QR',
      state: 'COMPLETE',
      end_result: 'OK',
      delivered_at: '2026-03-01T10:00:01.000Z',
      shown_at: '',
      ended_at: '2026-03-01T10:00:09.000Z',
      reported_at: '',
      review_action: '',
      reviewed_at: '',
      delivery_outcome: 'warn',
      delivery_score: '0.625',
      delivery_decided_by: 'engine',
      delivery_reasons: 'FIRST SECOND',
      delivery_rule_set_version: '7',
      delivery_model_version: '',
      delivery_decided_at: '2026-03-01T10:00:00.500Z',
      delivery_took_ms: '12',
      release_outcome: '',
      release_score: '',
      release_decided_by: '',
      release_reasons: '',
      release_rule_set_version: '',
      release_model_version: '',
      release_decided_at: '',
      release_took_ms: '',
    })
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])(
    '%j as a name is no formula for a spreadsheet',
    (name) => {
      expect(record({ ...SESSION, relyingParty: name }).relying_party).toBe(`'${name}`)
    },
  )

  test.each(['a,b', 'say "no"', 'two\r\nlines', 'õ ž ш 印'])(
    '%j as a name survives the way through the file',
    (name) => {
      expect(record({ ...SESSION, relyingParty: name }).relying_party).toBe(name)
    },
  )

  test('lines end as RFC 4180 says', () => {
    expect(sessionsCsvRows([SESSION, SESSION]).match(/\r\n/g)).toHaveLength(2)
  })
})
