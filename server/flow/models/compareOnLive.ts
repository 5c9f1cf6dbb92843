/** compareOnLive: what a model said of the live decisions of late, beside what decided, as figures that can be drawn. */
import type { ModelSummary } from '../../domain/model.ts'
import { addMs, DAY_MS, type Instant } from '../../domain/time.ts'
import { type Interval, wilson } from '../../risk/intervals.ts'
import type { ModelComparison, ScoreBinCount } from './ports.ts'

/** How long fraud may take to become known, as a training takes it unless told otherwise. */
const LABEL_DELAY_DAYS = 7
/** Closer together where most scores are: fraud is rare, and thresholds are high. */
const EDGES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99]

export type ScoreBin = {
  from: number
  to: number
  sessions: number
  fraud: number
  genuine: number
  young: number
  /** Null in an empty bin. */
  meanScore: number | null
  /** Share of known fraud among the sessions that are not young: what a calibrated mean score equals. */
  fraudShare: number | null
  interval: Interval | null
}

export type ScoreSide = {
  bins: ScoreBin[]
  sessions: number
  interrupted: number
  fraud: { known: number; interrupted: number; interval: Interval | null }
  genuine: { known: number; interrupted: number; interval: Interval | null }
}

/** `decider`: what decided those sessions; null where that was the model itself. */
export type LiveComparison = {
  from: Instant
  to: Instant
  labelDelayDays: number
  model: ScoreSide
  decider: ScoreSide | null
}

export async function compareOnLive(
  deps: { modelComparison: ModelComparison },
  question: { model: Pick<ModelSummary, 'version' | 'status'>; now: Instant; days: number },
): Promise<LiveComparison> {
  const { model, now, days } = question
  const from = addMs(now, -days * DAY_MS)
  const counts = await deps.modelComparison.count({
    version: model.version,
    from,
    to: now,
    settledBefore: addMs(now, -LABEL_DELAY_DAYS * DAY_MS),
    edges: EDGES,
  })
  return {
    from,
    to: now,
    labelDelayDays: LABEL_DELAY_DAYS,
    model: sideOf(counts.model),
    decider: model.status === 'champion' ? null : sideOf(counts.decider),
  }
}

function sideOf(counts: readonly ScoreBinCount[]): ScoreSide {
  const total = (read: (bin: ScoreBinCount) => number) => counts.reduce((sum, bin) => sum + read(bin), 0)
  const known = (all: number, interrupted: number) => ({
    known: all,
    interrupted,
    interval: wilson(interrupted, all),
  })
  return {
    bins: [0, ...EDGES].map((from, index) =>
      binOf(
        from,
        EDGES[index] ?? 1,
        counts.find(({ bin }) => bin === index),
      ),
    ),
    sessions: total(({ sessions }) => sessions),
    interrupted: total(({ interrupted }) => interrupted),
    fraud: known(
      total(({ fraud }) => fraud),
      total(({ fraudInterrupted }) => fraudInterrupted),
    ),
    genuine: known(
      total(({ genuine }) => genuine),
      total(({ genuineInterrupted }) => genuineInterrupted),
    ),
  }
}

function binOf(from: number, to: number, counted: ScoreBinCount | undefined): ScoreBin {
  if (counted === undefined) {
    const none = { sessions: 0, fraud: 0, genuine: 0, young: 0 }
    return { from, to, ...none, meanScore: null, fraudShare: null, interval: null }
  }
  const { sessions, scoreSum, fraud, genuine, young } = counted
  const labelled = sessions - young
  return {
    from,
    to,
    sessions,
    fraud,
    genuine,
    young,
    meanScore: scoreSum / sessions,
    fraudShare: labelled === 0 ? null : fraud / labelled,
    interval: wilson(fraud, labelled),
  }
}
