import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { liveComparison as comparison } from '../../../server/contract/models.ts'
import { DAY_MS } from '../../../server/domain/time.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'
import { insertPast, type PastDecision } from '../support/pastDecisions.ts'
import { storeCandidate } from '../support/storeCandidate.ts'

const NOW = Date.now()
const [LONG_AGO, LATELY] = [NOW - 20 * DAY_MS, NOW - DAY_MS]
const fraud = { fraud: true, source: 'report', at: LONG_AGO } as const
const genuine = { fraud: false, source: 'disposition', at: LONG_AGO } as const
const said = (score: number, outcome: 'allow' | 'hold') => [{ version: 'tried', score, outcome }]

const PAST: PastDecision[] = [
  // What decided let a fraud pass that the challenger would have held.
  { at: LONG_AGO, score: 0.2, features: {}, label: fraud, challengers: said(0.96, 'hold') },
  { at: LONG_AGO, score: 0.92, outcome: 'hold', features: {}, label: fraud, challengers: said(0.94, 'hold') },
  // And it held somebody whom the challenger lets go.
  {
    at: LONG_AGO,
    score: 0.91,
    outcome: 'hold',
    features: {},
    label: genuine,
    challengers: said(0.2, 'allow'),
  },
  { at: LONG_AGO, score: 0.02, features: {}, label: null, challengers: said(0.92, 'hold') },
  { at: LATELY, score: 0.02, features: {}, label: null, challengers: said(0.93, 'hold') },
  // Of no concern to this challenger: it said nothing, or too long ago.
  { at: LATELY, score: 0.5, features: {}, label: null },
  { at: NOW - 60 * DAY_MS, score: 0.5, features: {}, label: fraud, challengers: said(0.9, 'hold') },
]

describe('a model beside what decided', () => {
  let service: Service
  let analyst: ConsoleClient
  let id: string

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    analyst = await signInAs(service, 'analyst')
    id = await storeCandidate(service, 'tried')
    await insertPast(service, PAST)
  })
  afterAll(() => service.close())

  const read = async (query = '') =>
    comparison.parse((await analyst.get(`/models/${id}/comparison${query}`)).body)

  test('counts the same sessions on both sides, and what either did to fraud and to the honest', async () => {
    const { model, decider } = await read()
    expect(model).toMatchObject({
      sessions: 5,
      interrupted: 4,
      fraud: { known: 2, interrupted: 2 },
      genuine: { known: 1, interrupted: 0 },
    })
    expect(decider).toMatchObject({
      sessions: 5,
      interrupted: 2,
      fraud: { known: 2, interrupted: 1 },
      genuine: { known: 1, interrupted: 1 },
    })
  })

  test('holds the mean score of a bin against the share of fraud, and leaves out who is too young', async () => {
    const { model } = await read()
    const bin = model.bins.find(({ from }) => from === 0.9)
    expect(bin).toMatchObject({ to: 0.97, sessions: 4, fraud: 2, genuine: 0, young: 1 })
    expect(bin?.meanScore).toBeCloseTo((0.96 + 0.94 + 0.92 + 0.93) / 4, 12)
    // Three are settled: two frauds, and one of whom nobody complained.
    expect(bin?.fraudShare).toBeCloseTo(2 / 3, 12)
  })

  test('the bins cover every score once, and hold every session', async () => {
    const { model } = await read()
    expect(model.bins[0]?.from).toBe(0)
    expect(model.bins.at(-1)?.to).toBe(1)
    for (const [index, { from }] of model.bins.slice(1).entries()) expect(from).toBe(model.bins[index]?.to)
    expect(model.bins.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(model.sessions)
  })

  test('a shorter period counts less, and a model that nobody has is not found', async () => {
    expect((await read('?days=7')).model).toMatchObject({ sessions: 1, fraud: { known: 0, interval: null } })
    expect((await analyst.get(`/models/${service.deps.random.id()}/comparison`)).status).toBe(404)
    expect((await analyst.get(`/models/${id}/comparison?days=0`)).body).toMatchObject({
      fields: [{ field: 'days' }],
    })
  })
})
