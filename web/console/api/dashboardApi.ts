/** The figures of a period, each with the filter of the list behind it. */
import { z } from 'zod'
import type { DashboardWire } from '../../../server/console-api/dashboard/wire.ts'
import { CASE_STATES } from '../../../server/domain/cases/case.ts'
import { ask } from './http.ts'

export const DASHBOARD_KEY = ['dashboard'] as const

const figure = z.object({ count: z.number(), filter: z.record(z.string(), z.unknown()) })
const outcomes = z.object({ allow: figure, warn: figure, hold: figure, block: figure })
const bins = z.array(z.object({ from: z.number(), to: z.number().nullable(), count: z.number() }))
const share = z.number().nullable()
const place = z.object({
  country: z.string(),
  city: z.string().nullable(),
  latitude: z.number(),
  longitude: z.number(),
  sessions: z.number(),
})
const campaign = z.object({
  caseId: z.string(),
  title: z.string(),
  state: z.enum(CASE_STATES),
  openedAt: z.string(),
  sessions: z.number(),
  people: z.number(),
  places: z.array(place),
  elsewhere: z.number(),
})
const queueOfJobs = z.object({
  name: z.string(),
  waiting: z.number(),
  active: z.number(),
  delayed: z.number(),
  oldestMs: z.number().nullable(),
})
const modelInForce = z.object({
  id: z.string(),
  version: z.string(),
  since: z.string(),
  drift: z
    .object({
      day: z.string(),
      alerts: z.array(z.object({ name: z.string(), psi: z.number(), limit: z.number() })),
    })
    .nullable(),
})

const dashboard = z.object({
  at: z.string(),
  from: z.string(),
  to: z.string(),
  zone: z.string(),
  before: z.object({ from: z.string(), to: z.string() }),
  countedTo: z.string().nullable(),
  hoursWaiting: z.number(),
  requests: z.object({
    total: figure,
    before: figure,
    outcomes,
    outcomesBefore: outcomes,
    undecided: z.number(),
    fallback: figure,
    reported: figure,
    days: z.array(z.object({ from: z.string(), to: z.string(), total: figure, outcomes })),
  }),
  scores: z.array(z.object({ from: z.number(), to: z.number(), now: figure, before: figure })),
  reasons: z.array(figure.extend({ code: z.string(), before: z.number() })),
  rules: z.array(
    z.object({
      ruleId: z.string(),
      hits: figure,
      fraud: figure,
      genuine: figure,
      unlabelled: figure,
      precision: share,
    }),
  ),
  timeToDecision: z.object({
    engine: z.object({ decisions: figure, medianMs: share, p95Ms: share, bins }),
    analysts: z.object({ reviews: figure, medianSeconds: share, p95Seconds: share, bins }),
    policy: figure,
  }),
  warnings: z.object({
    warned: figure,
    refused: figure,
    timedOut: figure,
    reportedLater: figure,
    confirmed: figure,
    other: figure,
    open: figure,
    heedRate: share,
  }),
  queue: z.object({
    held: figure,
    longestWaitMs: z.number().nullable(),
    nextEndsAt: z.string().nullable(),
    waits: z.array(z.object({ fromMs: z.number(), toMs: z.number().nullable(), sessions: z.number() })),
    cases: z.object({ open: figure, overdue: figure }).nullable(),
  }),
  campaigns: z.object({ open: figure, items: z.array(campaign), isCut: z.boolean() }).nullable(),
  outage: z.object({
    minutes: z.number(),
    silentMinutes: z.number(),
    longestRun: z.number(),
    weeks: z.array(z.object({ startsAt: z.string(), minutes: z.number() })),
    isReportable: z.boolean(),
    limits: z.object({ inARow: z.number(), inAWeek: z.number() }),
    fallbackMinutes: z.number(),
    fallback: figure,
  }),
  health: z.object({
    queues: z.array(queueOfJobs).nullable(),
    outbox: z.object({ waiting: z.number(), again: z.number(), oldestMs: z.number().nullable() }),
    model: modelInForce.nullable(),
  }),
}) satisfies z.ZodType<DashboardWire>

export type Figure = z.infer<typeof figure>
export type Bins = z.infer<typeof bins>
export type Dashboard = z.infer<typeof dashboard>

/** @param query instants of ISO 8601; left out, the last seven days of the zone. */
export async function readDashboard(
  query: { from?: string; to?: string; zone: string },
  signal: AbortSignal,
): Promise<Dashboard> {
  return await ask(dashboard, `/dashboard?${new URLSearchParams(query)}`, { signal })
}
