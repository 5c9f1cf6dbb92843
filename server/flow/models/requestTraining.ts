/** requestTraining: a person or the schedule requests a training; a job does it. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { TrainingOptions } from '../../domain/model.ts'
import type { Run } from '../../domain/runs/run.ts'
import { addMs, DAY_MS, type Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { RunReads } from '../runs/ports.ts'
import { type RequestRunDependencies, requestRun, requestScheduledRun } from '../runs/requestRun.ts'
import { trainingDays } from './splitByTime.ts'

/** Most feedback on fraud comes within a week. */
const DEFAULTS = { labelDelayDays: 7, validationDays: 14, unlabelledShare: 1, minFrauds: 50 } as const
const DEFAULT_SPAN_MS = 90 * DAY_MS

export type RequestedOptions = { [Name in keyof TrainingOptions]?: TrainingOptions[Name] | undefined }

/** @throws AppError badRequest where the span leaves no day to train on. */
export async function requestTraining(
  deps: RequestRunDependencies,
  { user, options }: { user: ConsoleUser; options: RequestedOptions },
): Promise<Run<'training'>> {
  const request = toOptions(options, deps.clock.now())
  return await requestRun(deps, 'training', { request, requestedBy: user.id, details: { ...request } })
}

export type RetrainDependencies = RequestRunDependencies & { runs: Pick<RunReads, 'isAnyOpen'> }

/** The schedule requests a training, once a slot, and not while one waits or runs. */
export async function retrain(deps: RetrainDependencies, everyMs: number): Promise<void> {
  if (await deps.runs.isAnyOpen('training')) return
  const now = deps.clock.now()
  const request = toOptions({}, now)
  const slot = addMs(now, -(now % everyMs))
  await requestScheduledRun(deps, 'training', { request, slot, details: { ...request } })
}

function toOptions(requested: RequestedOptions, now: Instant): TrainingOptions {
  const to = requested.to ?? now
  const options: TrainingOptions = {
    from: requested.from ?? addMs(to, -DEFAULT_SPAN_MS),
    to,
    labelDelayDays: requested.labelDelayDays ?? DEFAULTS.labelDelayDays,
    validationDays: requested.validationDays ?? DEFAULTS.validationDays,
    unlabelledShare: requested.unlabelledShare ?? DEFAULTS.unlabelledShare,
    minFrauds: requested.minFrauds ?? DEFAULTS.minFrauds,
  }
  if (trainingDays(options) > 0) return options
  throw new AppError('badRequest', 'The span is too short', {
    fields: [
      {
        field: 'from',
        message: `must lie more than ${options.labelDelayDays + options.validationDays} days (labelDelayDays and validationDays) before to`,
      },
    ],
  })
}
