/** executeReplay: what the process of a replay does. It reads only: whoever started it writes. */
import type { ReplayRequest } from '../../domain/runs/replay.ts'
import type { RunProgress } from '../../domain/runs/run.ts'
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { Replacement, Versions } from '../../risk/replay/versions.ts'
import { type KeptVersionsNeeds, keptVersions } from './keptVersions.ts'
import type { ReplaySource } from './ports.ts'
import { type LoadedReplacement, loadReplacement, type ReplacementNeeds } from './replacement.ts'
import { replayPeriod } from './replayPeriod.ts'
import type { ReplayOutcome } from './replaySchemas.ts'

type Needs = ReplacementNeeds & KeptVersionsNeeds & { source: ReplaySource }

export async function executeReplay(
  deps: Needs,
  request: ReplayRequest,
  report: (progress: Omit<RunProgress, 'step'>) => void,
): Promise<ReplayOutcome> {
  const prepared = await prepare(deps, request)
  if ('error' in prepared) return prepared
  const { from, to, paceMinutesPerCase, analysts, hoursPerDay } = request
  const total = await deps.source.countSessions({ from, to })
  const casesAnHour = HOUR_MS / (paceMinutesPerCase * MINUTE_MS)
  const question = { from, to, casesAnHour, hoursADay: analysts * hoursPerDay, ...prepared }
  return { report: await replayPeriod(deps.source, question, (done) => report({ done, total })) }
}

type Prepared = { versions: Versions; replacement: Replacement } | { error: { code: 'cannotRun' } }

async function prepare(deps: Needs, request: ReplayRequest): Promise<Prepared> {
  try {
    const wanted = await loadReplacement(deps, request)
    const versions = await keptVersions(deps, request)
    const replacement = toReplacement(wanted, request, versions)
    if (replacement !== null) return { versions, replacement }
  } catch (error) {
    // What could run when it was requested may not fit a program that was changed meanwhile.
    if (!(error instanceof AppError || error instanceof RangeError)) throw error
    deps.warn('The replay cannot run', error)
  }
  return { error: { code: 'cannotRun' } }
}

/** Null where the model cannot run here. */
function toReplacement(
  { ruleSet, modelVersion }: LoadedReplacement,
  { thresholds }: ReplayRequest,
  versions: Versions,
): Replacement | null {
  const replacement: Replacement = { thresholds, ...(ruleSet !== undefined && { ruleSet }) }
  if (modelVersion === undefined) return replacement
  if (modelVersion === null) return { ...replacement, champion: null }
  const champion = versions.findModel(modelVersion)
  return champion === null ? null : { ...replacement, champion }
}
