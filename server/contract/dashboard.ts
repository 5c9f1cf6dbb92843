/**
 * GET /dashboard. Every figure carries the filter that lists what it counts: of sessions for GET /sessions, of cases
 * for GET /cases. Times are of events unless named otherwise.
 */
import { z } from 'zod'
import { CASE_STATES } from '../domain/cases/case.ts'
import { openEnum } from './forms/closedSet.ts'
import { count, day, instant, span, time, uuid } from './forms/formats.ts'
import { byOutcome } from './forms/outcomes.ts'
import { driftFigure } from './models.ts'
import { filterToSend } from './sessionFilter.ts'
import { place } from './sessions.ts'

/** Left out: the last seven days of the zone. The service knows which zones there are. */
export const dashboardQuery = z.object({
  from: instant.exactOptional(),
  to: instant.exactOptional(),
  zone: z.string().max(60).default('UTC'),
})

export const figure = z.object({ count, filter: filterToSend })
const outcomes = byOutcome(figure)
/** `to` null: without an end. */
const bins = z.array(z.object({ from: z.number(), to: z.number().nullable(), count }))
const shareOrNull = z.number().nullable()

const campaign = z.object({
  caseId: uuid,
  title: z.string(),
  state: openEnum(CASE_STATES),
  /** Wall time. */
  openedAt: time,
  sessions: count,
  people: count,
  /** Where its requests were started. */
  places: z.array(place.extend({ sessions: count })),
  elsewhere: count,
})

export const dashboard = z.object({
  /** Wall time of the answer. */
  at: time,
  from: time,
  to: time,
  zone: z.string(),
  /** The same span as many weeks before, which figures named `before` are of. */
  before: span,
  /** Wall time up to which late rows are counted; null: the past was never counted. */
  countedTo: time.nullable(),
  /** Hours that something came late to, and that will be counted again in a moment. */
  hoursWaiting: count,
  requests: z.object({
    total: figure,
    before: figure,
    outcomes,
    outcomesBefore: outcomes,
    /** Nobody decided yet, or nobody could: these have no decision to filter by. */
    undecided: z.int(),
    fallback: figure,
    reported: figure,
    /** By day of the zone. */
    days: z.array(span.extend({ total: figure, outcomes })),
  }),
  /** Of the decisions that stand; scores from included and to not. */
  scores: z.array(z.object({ from: z.number(), to: z.number(), now: figure, before: figure })),
  /** Of interrupted sessions, the most frequent first. */
  reasons: z.array(figure.extend({ code: z.string(), before: count })),
  /**
   * Rules that counted in interrupted sessions, the most hits first. Precision: confirmed as fraud of those that
   * anybody labelled; null: nobody labelled any. A session whose sources disagree counts in both.
   */
  rules: z.array(
    z.object({
      ruleId: z.string(),
      hits: figure,
      fraud: figure,
      genuine: figure,
      unlabelled: figure,
      precision: shareOrNull,
    }),
  ),
  timeToDecision: z.object({
    /** Of the engine, from the receipt. Quantiles are read off the bins. */
    engine: z.object({
      decisions: figure,
      medianMs: z.number().nullable(),
      p95Ms: z.number().nullable(),
      bins,
    }),
    /** Of analysts, from the hold to what they decided. */
    analysts: z.object({
      reviews: figure,
      medianSeconds: z.number().nullable(),
      p95Seconds: z.number().nullable(),
      bins,
    }),
    /** Holds that ran out. */
    policy: figure,
  }),
  /** What warned people did. Heeded: refused, timed out, or reported after they had confirmed. */
  warnings: z.object({
    warned: figure,
    refused: figure,
    timedOut: figure,
    reportedLater: figure,
    confirmed: figure,
    other: figure,
    open: figure,
    /** Of those that ended by the person; null without any. */
    heedRate: shareOrNull,
  }),
  /** As it is now, by the wall clock. */
  queue: z.object({
    held: figure,
    longestWaitMs: z.number().nullable(),
    nextEndsAt: time.nullable(),
    waits: z.array(z.object({ fromMs: z.number(), toMs: z.number().nullable(), sessions: count })),
    /** Null: who asks may not read cases. */
    cases: z.object({ open: figure, overdue: figure }).nullable(),
  }),
  /** Open campaigns, and those opened in the period. Null as above. `isCut`: there are more, older ones. */
  campaigns: z.object({ open: figure, items: z.array(campaign), isCut: z.boolean() }).nullable(),
  /** Wall time: minutes in which the service served nobody, and in which it decided without its models. */
  outage: z.object({
    minutes: count,
    silentMinutes: count,
    longestRun: count,
    weeks: z.array(z.object({ startsAt: time, minutes: count })),
    isReportable: z.boolean(),
    limits: z.object({ inARow: count, inAWeek: count }),
    fallbackMinutes: count,
    fallback: figure,
  }),
  health: z.object({
    /** Null: Redis does not answer. */
    queues: z
      .array(
        z.object({
          name: z.string(),
          waiting: count,
          active: count,
          delayed: count,
          oldestMs: z.number().nullable(),
        }),
      )
      .nullable(),
    /** Work that is owed, whatever becomes of Redis; `again`: handed over before, and not yet done. */
    outbox: z.object({ waiting: count, again: count, oldestMs: z.number().nullable() }),
    /** Null: rules alone decide. */
    model: z
      .object({
        id: uuid,
        version: z.string(),
        since: time,
        drift: z.object({ day, alerts: z.array(driftFigure) }).nullable(),
      })
      .nullable(),
  }),
})

export type Figure = z.output<typeof figure>
export type Bins = z.output<typeof bins>
export type Dashboard = z.output<typeof dashboard>
