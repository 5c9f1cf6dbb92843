/** A small run through the doors of a real service, with all campaigns. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { DEMO_RELYING_PARTIES } from '../../prisma/demoRelyingParties.ts'
import type { SimulationReport } from '../../scripts/simulate/report/report.ts'
import type { ScoredSession } from '../../scripts/simulate/report/scoredSession.ts'
import { simulate } from '../../scripts/simulate/simulate.ts'
import { keyOfPooledPrimes } from '../host/pooledPrimes.ts'
import { type Service, startService } from '../support/startService.ts'

const REQUESTS = 60

describe('a simulated run', () => {
  let service: Service
  let report: SimulationReport
  const sessions: ScoredSession[] = []

  beforeAll(async () => {
    service = await startService()
    report = await simulate({
      seed: 11,
      people: 16,
      historyDays: 14,
      requests: REQUESTS,
      campaignShare: 0.45,
      baseUrl: service.url,
      consolePassword: service.consolePassword,
      relyingParties: DEMO_RELYING_PARTIES,
      onProgress: () => {},
      generateKey: keyOfPooledPrimes,
      onSession: (session) => sessions.push(session),
    })
  }, 240_000)

  afterAll(async () => {
    await service?.close()
  })

  test('plays without a fault', () => {
    expect(report.failures).toEqual({})
  })

  test('brings every request to an end', () => {
    expect(report.requests).toBe(REQUESTS)
    expect(report.notTerminal).toBe(0)
    expect(Object.values(report.endResults).reduce((sum, count) => sum + count, 0)).toBe(REQUESTS)
  })

  test('signs what verifies, over both versions of the API', () => {
    expect(report.signed).toBeGreaterThan(0)
    expect(report.notVerified).toBe(0)
    const ok = sessions.filter(({ played }) => played.endResult === 'OK').map(({ played }) => played.planned)
    expect(new Set(ok.map((planned) => planned.relyingParty.trade)).size).toBeGreaterThan(1)
    expect(new Set(ok.map((planned) => planned.operation))).toEqual(new Set(['authentication', 'signature']))
  })

  test('has every campaign among its attacks', () => {
    expect(
      report.perCampaign.filter((figures) => figures.sessions > 0).map((figures) => figures.campaign),
    ).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'])
  })

  test('never delivers what was blocked', () => {
    const blocked = sessions.filter(({ seen }) =>
      seen?.decisions.some((decision) => decision.outcome === 'block' && decision.stage === 'delivery'),
    )
    expect(blocked.map(({ played }) => played.endResult)).toEqual(blocked.map(() => 'DOCUMENT_UNUSABLE'))
  })
})
