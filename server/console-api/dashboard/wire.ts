/**
 * What GET /dashboard answers. Every figure carries the filter that lists what it counts: of sessions for
 * GET /sessions, of cases for GET /cases. Times are ISO 8601 in UTC, of events unless named otherwise.
 */
import type { CaseState } from '../../domain/cases/case.ts'
import type { DriftFigure } from '../../domain/model.ts'
import type { Outcome } from '../../domain/sessions/decision.ts'

/** `filter` is that of GET /sessions. */
export type FigureWire = { count: number; filter: Record<string, unknown> }
/** `filter` is that of GET /cases. */
export type CaseFigureWire = { count: number; filter: Record<string, unknown> }

export type BinWire = { from: number; to: number | null; count: number }

export type DashboardWire = {
  /** Wall time of the answer. */
  at: string
  from: string
  to: string
  zone: string
  /** The same span as many weeks before, which figures named `before` are of. */
  before: { from: string; to: string }
  /** Wall time up to which late rows are counted; null: the past was never counted. */
  countedTo: string | null
  /** Hours that something came late to, and that will be counted again in a moment. */
  hoursWaiting: number
  requests: {
    total: FigureWire
    before: FigureWire
    outcomes: Record<Outcome, FigureWire>
    outcomesBefore: Record<Outcome, FigureWire>
    /** Nobody decided yet, or nobody could: these have no decision to filter by. */
    undecided: number
    fallback: FigureWire
    reported: FigureWire
    /** By day of the zone. */
    days: { from: string; to: string; total: FigureWire; outcomes: Record<Outcome, FigureWire> }[]
  }
  /** Of the decisions that stand; scores from included and to not. */
  scores: { from: number; to: number; now: FigureWire; before: FigureWire }[]
  /** Of interrupted sessions, the most frequent first. */
  reasons: (FigureWire & { code: string; before: number })[]
  /**
   * Rules that counted in interrupted sessions, the most hits first. Precision: confirmed as fraud of those that
   * anybody labelled; null: nobody labelled any. A session whose sources disagree counts in both.
   */
  rules: {
    ruleId: string
    hits: FigureWire
    fraud: FigureWire
    genuine: FigureWire
    unlabelled: FigureWire
    precision: number | null
  }[]
  timeToDecision: {
    /** Of the engine, from the receipt. Quantiles are read off the bins. */
    engine: { decisions: FigureWire; medianMs: number | null; p95Ms: number | null; bins: BinWire[] }
    /** Of analysts, from the hold to what they decided. */
    analysts: {
      reviews: FigureWire
      medianSeconds: number | null
      p95Seconds: number | null
      bins: BinWire[]
    }
    /** Holds that ran out. */
    policy: FigureWire
  }
  /** What warned people did. Heeded: refused, timed out, or reported after they had confirmed. */
  warnings: {
    warned: FigureWire
    refused: FigureWire
    timedOut: FigureWire
    reportedLater: FigureWire
    confirmed: FigureWire
    other: FigureWire
    open: FigureWire
    /** Of the warned sessions that ended by the person, 0 to 1; null: none did. */
    heedRate: number | null
  }
  /** Now, whatever the period. */
  queue: {
    held: FigureWire
    longestWaitMs: number | null
    /** Wall time. */
    nextEndsAt: string | null
    waits: { fromMs: number; toMs: number | null; sessions: number }[]
    /** Null: who asks may not read cases. */
    cases: { open: CaseFigureWire; overdue: CaseFigureWire } | null
  }
  /** Open campaigns, and those opened in the period, by where their requests were started. Null as above. */
  campaigns: {
    open: CaseFigureWire
    items: {
      caseId: string
      title: string
      state: CaseState
      /** Wall time. */
      openedAt: string
      sessions: number
      people: number
      places: {
        country: string
        city: string | null
        latitude: number
        longitude: number
        sessions: number
      }[]
      elsewhere: number
    }[]
    /** There are more, older ones. */
    isCut: boolean
  } | null
  /** Wall time: minutes in which the service served nobody, and in which it decided without its models. */
  outage: {
    minutes: number
    silentMinutes: number
    longestRun: number
    weeks: { startsAt: string; minutes: number }[]
    isReportable: boolean
    limits: { inARow: number; inAWeek: number }
    fallbackMinutes: number
    fallback: FigureWire
  }
  health: {
    /** Null: Redis does not tell. */
    queues:
      | { name: string; waiting: number; active: number; delayed: number; oldestMs: number | null }[]
      | null
    /** Work that is owed, whatever becomes of Redis; `again`: handed over before, and not yet done. */
    outbox: { waiting: number; again: number; oldestMs: number | null }
    /** Null: rules alone decide. */
    model: {
      id: string
      version: string
      since: string
      drift: { day: string; alerts: DriftFigure[] } | null
    } | null
  }
}
