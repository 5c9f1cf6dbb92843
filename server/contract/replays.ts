/** Replays: past decisions made again with something else in place. */
import { z } from 'zod'
import { OUTCOMES, STAGES } from '../domain/sessions/decision.ts'
import { KNOWN_AS } from '../domain/sessions/label.ts'
import { DAY_MS } from '../domain/time.ts'
import { count, idOf, instant, interval, span, uuid } from './forms/formats.ts'
import { pageOf } from './forms/pages.ts'
import { run } from './runs.ts'

const LONGEST_PERIOD_DAYS = 92
const MOST_VERSIONS = 50

const threshold = z.number().min(0).max(1).exactOptional()
export const replayBody = z
  .strictObject({
    from: instant,
    to: instant,
    ruleSetVersion: z.string().min(1).max(100).nullable().default(null),
    versionIds: z.array(idOf<'ruleVersion'>()).max(MOST_VERSIONS).default([]),
    modelId: z
      .union([z.literal('none'), idOf<'model'>()], 'must be the id of a model, or none')
      .nullable()
      .default(null),
    thresholds: z.strictObject({ warnAt: threshold, holdAt: threshold, blockAt: threshold }).default({}),
    paceMinutesPerCase: z.number().min(0.1).max(480).default(1.5),
    analysts: z.number().positive().max(1_000).default(1),
    hoursPerDay: z.number().positive().max(24).default(8),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
  .refine(({ from, to }) => to - from <= LONGEST_PERIOD_DAYS * DAY_MS, {
    path: ['to'],
    message: `must be at most ${LONGEST_PERIOD_DAYS} days after from`,
  })

const thresholdSet = z.number().exactOptional()

/** `done` and `total` are sessions. */
export const replay = run.extend({
  request: span.extend({
    ruleSetVersion: z.string().nullable(),
    versionIds: z.array(uuid),
    /** An id, or `none`: rules alone. */
    modelId: z.string().nullable(),
    thresholds: z.object({ warnAt: thresholdSet, holdAt: thresholdSet, blockAt: thresholdSet }),
    paceMinutesPerCase: z.number(),
    analysts: z.number(),
    hoursPerDay: z.number(),
  }),
  /** Null: not done. */
  result: z.object({ sessions: count, decisions: count, changed: count }).nullable(),
})
export const replays = pageOf(replay)

const figure = z.object({ value: z.number(), interval: interval.nullable() })
const compared = z.object({ before: figure, after: figure, change: figure })
const part = z.object({ hits: count, of: count, interval: interval.nullable() })
// The whole of the set: the simulator computes with these figures, and a part of them would give wrong ones.
const outcome = z.enum(OUTCOMES)
const bins = z.record(outcome, z.array(count))

const report = span.extend({
  sessions: count,
  decisions: count,
  refused: z.array(z.object({ why: z.string(), decisions: count })),
  identical: count,
  different: z.record(z.string(), count),
  changed: part,
  matrix: z.record(z.enum(STAGES), z.record(outcome, z.record(outcome, count))),
  casesADay: compared,
  casesAnHour: z.number(),
  analystHoursADay: compared,
  analystLoad: compared.nullable(),
  peopleInterruptedADay: compared,
  fraud: z.object({ known: count, before: part, after: part, newlyMissed: part, newlyCaught: part }),
  honest: z.object({ known: count, before: part, after: part }),
  featuresNotStored: z.array(z.string()),
  notes: z.array(z.string()),
  curve: z.object({ sessions: z.record(z.enum(KNOWN_AS), bins), personDays: bins, days: z.number() }),
})

/** `report` null: not done. */
export const replayPage = replay.extend({ report: report.nullable() })

export type Replay = z.output<typeof replay>
export type ReplayPage = z.output<typeof replayPage>
export type ReplayReport = z.output<typeof report>
/** As the console sends it. */
export type ReplayOrder = z.input<typeof replayBody>
