/** The dashboard's figures as the console API spells them, each with the filter that finds its rows (pure). */

import type { Bins, Dashboard, Figure } from '../../contract/dashboard.ts'
import { CASE_STATES, IS_OPEN_CASE } from '../../domain/cases/case.ts'
import {
  type AfterWarning,
  ANALYST_SECOND_BINS,
  type Counted,
  ENGINE_MS_BINS,
  endsThatAre,
  SCORE_BINS,
} from '../../domain/dashboard.ts'
import { OUTCOMES, type Outcome } from '../../domain/sessions/decision.ts'
import { isTerminal, SESSION_STATES } from '../../domain/sessions/session.ts'
import { binCounts, quantile } from '../../flow/dashboard/addCounts.ts'
import { REPORTABLE_IN_A_ROW, REPORTABLE_IN_A_WEEK } from '../../flow/dashboard/outage.ts'
import type { DashboardFigures, Span } from '../../flow/dashboard/readDashboard.ts'
import type { NowFigures } from '../../flow/dashboard/readNow.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'

const MOST_REASONS = 10
const MOST_RULES = 50
/** A score of 1 belongs to the last bin, whose filter reaches a little further. */
const AFTER_ALL_SCORES = 1.01

const OPEN_CASES = { states: CASE_STATES.filter((state) => IS_OPEN_CASE[state]) }
const OPEN_STATES = SESSION_STATES.filter((state) => !isTerminal(state))

/** Makes figures of a span: a count beside the filter of its rows. */
function figuresOf(span: Span) {
  const within = { from: iso(span.from), to: iso(span.to) }
  return (count: number | undefined, filter: Record<string, unknown> = {}): Figure => ({
    count: count ?? 0,
    filter: { ...filter, ...within },
  })
}

export function dashboardToWire(figures: DashboardFigures, now: NowFigures): Dashboard {
  const { period, before, counted } = figures
  const figure = figuresOf(period)
  const fallback = figure(counted.decidedBy?.['fallback'], { decidedBy: 'fallback' })
  return {
    at: iso(figures.at),
    from: iso(period.from),
    to: iso(period.to),
    zone: period.zone,
    before: { from: iso(before.from), to: iso(before.to) },
    countedTo: isoOrNull(figures.countedTo),
    hoursWaiting: figures.hoursWaiting,
    requests: { ...requestsToWire(figures), fallback },
    scores: scoresToWire(figures),
    reasons: reasonsToWire(figures),
    rules: rulesToWire(counted, period),
    timeToDecision: timesToWire(counted, period),
    warnings: warningsToWire(counted, period),
    queue: queueToWire(now),
    campaigns: campaignsToWire(now),
    outage: {
      ...figures.outage,
      weeks: figures.outage.weeks.map(({ startsAt, minutes }) => ({ startsAt: iso(startsAt), minutes })),
      limits: { inARow: REPORTABLE_IN_A_ROW, inAWeek: REPORTABLE_IN_A_WEEK },
      fallbackMinutes: counted.fallbackMinutes?.[''] ?? 0,
      fallback,
    },
    health: healthToWire(now, figures),
  }
}

function outcomesToWire(counted: Counted, span: Span): Record<Outcome, Figure> {
  const figure = figuresOf(span)
  const of = (outcome: Outcome) => figure(counted.outcome?.[outcome], { outcomes: [outcome] })
  return { allow: of('allow'), warn: of('warn'), hold: of('hold'), block: of('block') }
}

function requestsToWire({ period, before, counted, countedBefore, days }: DashboardFigures) {
  const figure = figuresOf(period)
  const total = figure(counted.requests?.[''])
  const decided = OUTCOMES.reduce((sum, outcome) => sum + (counted.outcome?.[outcome] ?? 0), 0)
  return {
    total,
    before: figuresOf(before)(countedBefore.requests?.['']),
    outcomes: outcomesToWire(counted, period),
    outcomesBefore: outcomesToWire(countedBefore, before),
    undecided: total.count - decided,
    reported: figure(counted.reported?.[''], { reported: true }),
    days: days.map((day) => ({
      from: iso(day.from),
      to: iso(day.to),
      total: figuresOf(day)(day.counted.requests?.['']),
      outcomes: outcomesToWire(day.counted, day),
    })),
  }
}

function scoresToWire({ period, before, counted, countedBefore }: DashboardFigures): Dashboard['scores'] {
  return SCORE_BINS.map((from, place) => {
    const to = SCORE_BINS[place + 1] ?? AFTER_ALL_SCORES
    const filter = { scoreFrom: from, scoreTo: to }
    return {
      from,
      to: Math.min(1, to),
      now: figuresOf(period)(counted.score?.[place], filter),
      before: figuresOf(before)(countedBefore.score?.[place], filter),
    }
  })
}

/** The largest first; among equals by name, so that the order is the same each time. */
function largest(ofFigure: Record<string, number> | undefined, most: number): [string, number][] {
  return Object.entries(ofFigure ?? {})
    .sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1))
    .slice(0, most)
}

function reasonsToWire({ period, counted, countedBefore }: DashboardFigures): Dashboard['reasons'] {
  const figure = figuresOf(period)
  return largest(counted.reason, MOST_REASONS).map(([code, n]) => ({
    code,
    ...figure(n, { reasonCode: code }),
    before: countedBefore.reason?.[code] ?? 0,
  }))
}

function rulesToWire(counted: Counted, period: Span): Dashboard['rules'] {
  const figure = figuresOf(period)
  return largest(counted.rule, MOST_RULES).map(([ruleId, hits]) => {
    const fraud = counted.ruleFraud?.[ruleId] ?? 0
    const genuine = counted.ruleGenuine?.[ruleId] ?? 0
    return {
      ruleId,
      hits: figure(hits, { ruleId }),
      fraud: figure(fraud, { ruleId, labelledAs: 'fraud' }),
      genuine: figure(genuine, { ruleId, labelledAs: 'genuine' }),
      unlabelled: figure(counted.ruleUnlabelled?.[ruleId], { ruleId, labelledAs: 'nothing' }),
      precision: fraud + genuine === 0 ? null : fraud / (fraud + genuine),
    }
  })
}

function toBins(counts: readonly number[], bins: readonly number[]): Bins {
  return bins.map((from, place) => ({ from, to: bins[place + 1] ?? null, count: counts[place] ?? 0 }))
}

function timesToWire(counted: Counted, period: Span): Dashboard['timeToDecision'] {
  const figure = figuresOf(period)
  const engine = binCounts(counted.engineMs, ENGINE_MS_BINS)
  const analysts = binCounts(counted.analystSeconds, ANALYST_SECOND_BINS)
  const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10)
  return {
    engine: {
      decisions: figure(counted.decidedBy?.['engine'], { decidedBy: 'engine' }),
      medianMs: rounded(quantile(engine, ENGINE_MS_BINS, 0.5)),
      p95Ms: rounded(quantile(engine, ENGINE_MS_BINS, 0.95)),
      bins: toBins(engine, ENGINE_MS_BINS),
    },
    analysts: {
      reviews: figure(counted.reviewedBy?.['analyst'], { reviewedBy: 'analyst' }),
      medianSeconds: rounded(quantile(analysts, ANALYST_SECOND_BINS, 0.5)),
      p95Seconds: rounded(quantile(analysts, ANALYST_SECOND_BINS, 0.95)),
      bins: toBins(analysts, ANALYST_SECOND_BINS),
    },
    policy: figure(counted.reviewedBy?.['policy'], { reviewedBy: 'policy' }),
  }
}

function warningsToWire(counted: Counted, period: Span): Dashboard['warnings'] {
  const figure = figuresOf(period)
  const of = (became: AfterWarning, filter: Record<string, unknown>) =>
    figure(counted.warned?.[became], { outcomes: ['warn'], ...filter })
  const refused = of('refused', { endResults: endsThatAre('refused') })
  const timedOut = of('timedOut', { endResults: endsThatAre('timedOut') })
  const reportedLater = of('reportedLater', { endResults: endsThatAre('confirmed'), reported: true })
  const confirmed = of('confirmed', { endResults: endsThatAre('confirmed'), reported: false })
  const heeded = refused.count + timedOut.count + reportedLater.count
  const ended = heeded + confirmed.count
  return {
    warned: figure(counted.outcome?.['warn'], { outcomes: ['warn'] }),
    refused,
    timedOut,
    reportedLater,
    confirmed,
    other: of('other', { endResults: endsThatAre('other') }),
    open: of('open', { states: OPEN_STATES }),
    heedRate: ended === 0 ? null : heeded / ended,
  }
}

function queueToWire({ held, cases }: NowFigures): Dashboard['queue'] {
  return {
    held: { count: held.total, filter: { states: ['HELD'] } },
    longestWaitMs: held.longestMs,
    nextEndsAt: isoOrNull(held.nextEndsAt),
    waits: held.bins,
    cases:
      cases === null
        ? null
        : {
            open: { count: cases.open, filter: OPEN_CASES },
            overdue: { count: cases.overdue, filter: { sla: 'overdue' } },
          },
  }
}

function campaignsToWire({ cases, campaigns }: NowFigures): Dashboard['campaigns'] {
  if (cases === null || campaigns === null) return null
  return {
    open: { count: cases.campaigns, filter: { kinds: ['campaign'], ...OPEN_CASES } },
    items: campaigns.items.map(({ id, openedAt, places, ...campaign }) => ({
      ...campaign,
      caseId: id,
      openedAt: iso(openedAt),
      // To a tenth of a degree, as a session's own places.
      places: places.map((place) => ({
        ...place,
        latitude: Math.round(place.latitude * 10) / 10,
        longitude: Math.round(place.longitude * 10) / 10,
      })),
    })),
    isCut: campaigns.isCut,
  }
}

function healthToWire({ queues, outbox, model }: NowFigures, { at }: DashboardFigures): Dashboard['health'] {
  const age = (since: number | null) => (since === null ? null : Math.max(0, at - since))
  return {
    queues: queues?.map(({ oldestSince, ...queue }) => ({ ...queue, oldestMs: age(oldestSince) })) ?? null,
    outbox: { waiting: outbox.waiting, again: outbox.again, oldestMs: age(outbox.oldest) },
    model:
      model === null
        ? null
        : {
            id: model.model.id,
            version: model.model.version,
            since: iso(model.since),
            drift:
              model.drift === null
                ? null
                : {
                    day: iso(model.drift.day).slice(0, 10),
                    alerts: model.drift.figures.filter(({ name }) => model.drift?.alerts.includes(name)),
                  },
          },
  }
}
