import { describe, expect, test } from '@jest/globals'
import type { PlannedSession, Truth } from '../../scripts/simulate/acts/act.ts'
import { makeReport } from '../../scripts/simulate/report/report.ts'
import type { ScoredSession } from '../../scripts/simulate/report/scoredSession.ts'
import type { Outcome } from '../../server/domain/sessions/decision.ts'
import type { EndResult } from '../../server/domain/sessions/session.ts'

const ORDINARY: Truth = { kind: 'ordinary', situation: 'habit' }
const attack = (campaign: 'A' | 'B' | 'H'): Truth => ({ kind: 'attack', campaign, run: 0 })

type Given = {
  truth?: Truth
  delivery?: Outcome
  release?: Outcome
  decidedBy?: 'engine' | 'fallback'
  endResult?: EndResult
  state?: 'COMPLETE' | 'BLOCKED' | 'DELIVERED'
  verified?: boolean
  tookMs?: number
  score?: number
}

function session(given: Given): ScoredSession {
  const {
    truth = ORDINARY,
    delivery = 'allow',
    release,
    endResult = 'OK',
    state = 'COMPLETE',
    verified = true,
  } = given
  const planned: PlannedSession = {
    act: 'session',
    id: 1,
    at: 0,
    on: { person: 0, phone: 0 },
    truth,
    relyingParty: { uuid: '', name: 'Rannapank', address: '', trade: 'bank' },
    operation: 'authentication',
    flow: 'Notification',
    text: '',
    initiator: { ip: '', userAgent: '', trackingId: '' },
    payment: null,
    phoneAddress: '',
    integrity: {},
    reaction: { answer: 'ignore' },
    follows: null,
  }
  const decision = (stage: 'delivery' | 'release', outcome: Outcome) => ({
    stage,
    outcome,
    decidedBy: given.decidedBy ?? ('engine' as const),
    score: given.score ?? 0,
    tookMs: given.tookMs ?? 10,
    reasons: [],
    features: {},
  })
  return {
    played: {
      planned,
      sessionId: 'one',
      endResult,
      verified: endResult !== 'OK' ? null : verified ? { ok: true } : { ok: false, because: 'signature' },
    },
    seen: {
      id: 'one',
      state,
      endResult,
      decisions: [
        decision('delivery', delivery),
        ...(release === undefined ? [] : [decision('release', release)]),
      ],
    },
  }
}

const report = (sessions: ScoredSession[], planned = sessions.length) =>
  makeReport(sessions, planned, new Map())

describe('the figures of a run', () => {
  test('call warned, held and blocked sessions stopped, before delivery or at release', () => {
    const figures = report([
      session({ truth: attack('A'), delivery: 'warn' }),
      session({ truth: attack('A'), delivery: 'hold' }),
      session({ truth: attack('A'), delivery: 'block' }),
      session({ truth: attack('A'), release: 'block' }),
      session({ truth: attack('A'), release: 'allow' }),
      session({ truth: attack('H') }),
    ])
    expect(figures).toMatchObject({ attacks: 6, attacksStopped: 4, releaseBlocks: 1 })
    expect(figures.perCampaign.find(({ campaign }) => campaign === 'A')).toEqual({
      campaign: 'A',
      sessions: 5,
      stopped: 4,
      share: 0.8,
    })
  })

  test('count ordinary ones that were interrupted apart from attacks', () => {
    const figures = report([
      session({}),
      session({ delivery: 'warn' }),
      session({ truth: attack('A'), delivery: 'block' }),
    ])
    expect(figures).toMatchObject({ ordinary: 2, ordinaryInterrupted: 1, attacks: 1, attacksStopped: 1 })
    expect(figures.decisions).toEqual({ allow: 1, warn: 1, hold: 0, block: 1 })
  })

  test('leave fallback decisions out of what the engine is measured by', () => {
    const figures = report([session({ delivery: 'warn', decidedBy: 'fallback' }), session({})])
    expect(figures).toMatchObject({ ordinary: 1, ordinaryInterrupted: 0, fallbackDecisions: 1 })
  })

  test('tell signatures that do not verify', () => {
    expect(report([session({}), session({ verified: false })])).toMatchObject({
      signed: 2,
      verified: 1,
      notVerified: 1,
    })
  })

  test('tell sessions that did not end, and those that were lost on the way', () => {
    expect(report([session({}), session({ state: 'DELIVERED' })], 3)).toMatchObject({ notTerminal: 2 })
  })

  test('tell what would be stopped if one ordinary session in a hundred might be interrupted', () => {
    const ordinary = Array.from({ length: 200 }, (_, at) => session({ score: at / 1000 }))
    const attacks = [0.1, 0.1975, 0.1985, 0.9].map((score) => session({ truth: attack('B'), score }))
    const { atOnePercent } = report([...ordinary, ...attacks, session({ truth: attack('A'), score: 0.9 })])
    expect(atOnePercent).toMatchObject({ above: 0.197, ordinaryInterrupted: 2, recall: 0.8 })
    expect(atOnePercent.perCampaign).toMatchObject({ A: 1, B: 0.75, C: null })
  })

  test('give the nearest rank as percentile', () => {
    const sessions = Array.from({ length: 100 }, (_, at) => session({ tookMs: at + 1 }))
    expect(report(sessions).decisionMs).toEqual({ p50: 50, p99: 99 })
  })
})
