/** requestTraining: a person or the schedule asks for a training; a job does it. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { TrainingRunId } from '../../domain/ids.ts'
import type { TrainingOptions } from '../../domain/model.ts'
import { addMs, DAY_MS, type Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { TrainingRunStore } from '../../stores/models/trainingRuns.ts'
import type { CoreDependencies } from '../dependencies.ts'
import { enqueueNow, outboxRow } from '../enqueue.ts'
import { trainingDays } from './splitByTime.ts'

/** Most feedback on fraud comes within a week. */
const DEFAULTS = { labelDelayDays: 7, validationDays: 14, unlabelledShare: 1, minFrauds: 50 } as const
const DEFAULT_SPAN_MS = 90 * DAY_MS

export type RequestTrainingDependencies = Pick<
  CoreDependencies,
  'clock' | 'random' | 'producer' | 'outbox' | 'log'
> & { trainingRuns: TrainingRunStore }

export type RequestedOptions = { [Name in keyof TrainingOptions]?: TrainingOptions[Name] | undefined }

/**
 * @param order.slot the moment of the schedule that asks, null for a person.
 * @throws AppError badRequest where the span leaves no day to train on.
 * @returns null where the schedule has asked for this slot before.
 */
export async function requestTraining(
  deps: RequestTrainingDependencies,
  order: { user: ConsoleUser | null; slot: Instant | null; options: RequestedOptions },
): Promise<TrainingRunId | null> {
  const now = deps.clock.now()
  const options = toOptions(order.options, now)
  const id = deps.random.id<'trainingRun'>()
  const job = outboxRow(deps, { job: 'train', payload: { runId: id } })
  const isNew = await deps.trainingRuns.create(
    { id, options, requestedBy: order.user?.id ?? null, slot: order.slot, job },
    {
      id: deps.random.id<'auditEvent'>(),
      actor: order.user === null ? { kind: 'system', id: null } : { kind: 'consoleUser', id: order.user.id },
      action: 'training.requested',
      object: { kind: 'trainingRun', id },
      details: { ...options },
      occurredAt: now,
    },
  )
  if (!isNew) return null
  await enqueueNow(deps, [job])
  return id
}

function toOptions(asked: RequestedOptions, now: Instant): TrainingOptions {
  const to = asked.to ?? now
  const options: TrainingOptions = {
    from: asked.from ?? addMs(to, -DEFAULT_SPAN_MS),
    to,
    labelDelayDays: asked.labelDelayDays ?? DEFAULTS.labelDelayDays,
    validationDays: asked.validationDays ?? DEFAULTS.validationDays,
    unlabelledShare: asked.unlabelledShare ?? DEFAULTS.unlabelledShare,
    minFrauds: asked.minFrauds ?? DEFAULTS.minFrauds,
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

/** The schedule asks, once a slot, and not while a training waits or runs. */
export async function retrain(deps: RequestTrainingDependencies, everyMs: number): Promise<void> {
  if (await deps.trainingRuns.isAnyOpen()) return
  const now = deps.clock.now()
  const slot = addMs(now, -(now % everyMs))
  await requestTraining(deps, { user: null, slot, options: {} })
}

/** @throws AppError notFound; conflict where it has ended. */
export async function cancelTraining(
  deps: RequestTrainingDependencies,
  order: { user: ConsoleUser; runId: TrainingRunId },
): Promise<void> {
  const { user, runId } = order
  if ((await deps.trainingRuns.find(runId)) === null)
    throw new AppError('notFound', 'There is no such training run')
  const now = deps.clock.now()
  const cancelled = await deps.trainingRuns.cancel(runId, now, {
    id: deps.random.id<'auditEvent'>(),
    actor: { kind: 'consoleUser', id: user.id },
    action: 'training.cancelled',
    object: { kind: 'trainingRun', id: runId },
    details: {},
    occurredAt: now,
  })
  if (!cancelled) throw new AppError('conflict', 'This training has ended already')
}
