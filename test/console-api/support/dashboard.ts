/** The dashboard as the console reads it, and what its links list. */
import { z } from 'zod'
import type { ConsoleClient } from './consoleClient.ts'

const figure = z.object({ count: z.number(), filter: z.record(z.string(), z.unknown()) })
export type Figure = z.infer<typeof figure>
const outcomes = z.object({ allow: figure, warn: figure, hold: figure, block: figure })
const bin = z.object({ from: z.number(), to: z.number().nullable(), count: z.number() })

export const dashboard = z.object({
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
      precision: z.number().nullable(),
    }),
  ),
  timeToDecision: z.object({
    engine: z.object({
      decisions: figure,
      medianMs: z.number().nullable(),
      p95Ms: z.number().nullable(),
      bins: z.array(bin),
    }),
    analysts: z.object({
      reviews: figure,
      medianSeconds: z.number().nullable(),
      p95Seconds: z.number().nullable(),
      bins: z.array(bin),
    }),
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
    heedRate: z.number().nullable(),
  }),
  queue: z.object({
    held: figure,
    longestWaitMs: z.number().nullable(),
    nextEndsAt: z.string().nullable(),
    waits: z.array(z.object({ fromMs: z.number(), toMs: z.number().nullable(), sessions: z.number() })),
    cases: z.object({ open: figure, overdue: figure }).nullable(),
  }),
  campaigns: z
    .object({
      open: figure,
      items: z.array(
        z.object({
          caseId: z.string(),
          title: z.string(),
          state: z.string(),
          openedAt: z.string(),
          sessions: z.number(),
          people: z.number(),
          places: z.array(
            z.object({
              country: z.string(),
              city: z.string().nullable(),
              latitude: z.number(),
              longitude: z.number(),
              sessions: z.number(),
            }),
          ),
          elsewhere: z.number(),
        }),
      ),
      isCut: z.boolean(),
    })
    .nullable(),
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
    queues: z
      .array(
        z.object({
          name: z.string(),
          waiting: z.number(),
          active: z.number(),
          delayed: z.number(),
          oldestMs: z.number().nullable(),
        }),
      )
      .nullable(),
    outbox: z.object({ waiting: z.number(), again: z.number(), oldestMs: z.number().nullable() }),
    model: z
      .object({
        id: z.string(),
        version: z.string(),
        since: z.string(),
        drift: z.object({ day: z.string(), alerts: z.array(z.object({ name: z.string() })) }).nullable(),
      })
      .nullable(),
  }),
})
export type Dashboard = z.infer<typeof dashboard>

export async function readDashboard(
  client: ConsoleClient,
  query: Record<string, string> = {},
): Promise<Dashboard> {
  const answer = await client.get(`/dashboard?${new URLSearchParams(query)}`)
  if (answer.status !== 200) throw new Error(`the dashboard answered ${answer.status}: ${answer.text}`)
  return dashboard.parse(answer.body)
}

const list = z.object({ items: z.array(z.object({ id: z.string() })), nextCursor: z.string().nullable() })

/** How many rows a list has, read page by page to its end. */
export async function countRows(
  client: ConsoleClient,
  path: '/sessions' | '/cases',
  { filter }: Pick<Figure, 'filter'>,
): Promise<number> {
  let rows = 0
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = new URLSearchParams({ filter: JSON.stringify(filter), sort: 'newest', limit: '200' })
    if (cursor !== '') query.set('cursor', cursor)
    const answer = await client.get(`${path}?${query}`)
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
    const { items, nextCursor } = list.parse(answer.body)
    rows += items.length
    cursor = nextCursor
  }
  return rows
}

/** Every figure of sessions somewhere in the dashboard, with the way to it. */
export function sessionFigures(found: Dashboard): { name: string; figure: Figure }[] {
  const { queue, campaigns, health, ...ofSessions } = found
  return [...collect('', ofSessions), { name: 'queue.held', figure: queue.held }]
}

function collect(name: string, value: unknown): { name: string; figure: Figure }[] {
  const parsed = figure.safeParse(value)
  if (parsed.success) return [{ name, figure: parsed.data }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => collect(`${name}.${key}`, inner))
}
