/** Replays: past decisions made again with something else in place. */
import { z } from 'zod'
import { run } from '../../../server/contract/runs.ts'
import { OUTCOMES, STAGES } from '../../../server/domain/sessions/decision.ts'
import { KNOWN_AS } from '../../../server/risk/replay/scoreCurve.ts'
import { ask } from './http.ts'

export const REPLAYS_KEY = ['replays'] as const

const threshold = z.number().exactOptional()
const asked = z.object({
  from: z.string(),
  to: z.string(),
  ruleSetVersion: z.string().nullable(),
  versionIds: z.array(z.string()),
  modelId: z.string().nullable(),
  thresholds: z.object({ warnAt: threshold, holdAt: threshold, blockAt: threshold }),
  paceMinutesPerCase: z.number(),
  analysts: z.number(),
  hoursPerDay: z.number(),
})
const replay = run.extend({
  asked,
  result: z.object({ sessions: z.number(), decisions: z.number(), changed: z.number() }).nullable(),
})

const interval = z.object({ low: z.number(), high: z.number() }).nullable()
const figure = z.object({ value: z.number(), interval })
const compared = z.object({ before: figure, after: figure, change: figure })
const share = z.object({ hits: z.number(), of: z.number(), interval })
const outcome = z.enum(OUTCOMES)
const bins = z.record(outcome, z.array(z.number()))
const report = z.object({
  from: z.string(),
  to: z.string(),
  sessions: z.number(),
  decisions: z.number(),
  refused: z.array(z.object({ why: z.string(), decisions: z.number() })),
  identical: z.number(),
  different: z.record(z.string(), z.number()),
  changed: share,
  matrix: z.record(z.enum(STAGES), z.record(outcome, z.record(outcome, z.number()))),
  casesADay: compared,
  casesAnHour: z.number(),
  analystHoursADay: compared,
  analystLoad: compared.nullable(),
  peopleInterruptedADay: compared,
  fraud: z.object({ known: z.number(), before: share, after: share, newlyMissed: share, newlyCaught: share }),
  honest: z.object({ known: z.number(), before: share, after: share }),
  featuresNotStored: z.array(z.string()),
  notes: z.array(z.string()),
  curve: z.object({ sessions: z.record(z.enum(KNOWN_AS), bins), personDays: bins, days: z.number() }),
})
const replayPage = replay.extend({ report: report.nullable() })

export type Replay = z.infer<typeof replay>
export type ReplayPage = z.infer<typeof replayPage>
export type ReplayReport = z.infer<typeof report>

export async function readReplays(signal: AbortSignal): Promise<Replay[]> {
  return (await ask(z.object({ items: z.array(replay) }), '/replays?limit=50', { signal })).items
}

const path = (id: string) => `/replays/${encodeURIComponent(id)}`

export async function readReplay(id: string, signal: AbortSignal): Promise<ReplayPage> {
  return await ask(replayPage, path(id), { signal })
}

export type ReplayOrder = Pick<Replay['asked'], 'from' | 'to'> &
  Partial<Omit<Replay['asked'], 'from' | 'to' | 'ruleSetVersion'>>

/** @throws HttpError 400 with what is wrong by field. */
export async function requestReplay(order: ReplayOrder): Promise<Replay> {
  return await ask(replay, '/replays', { method: 'POST', body: order })
}
