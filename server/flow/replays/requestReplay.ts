/** requestReplay: a person asks what something else would have decided; a job makes the decisions again. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { Replay, ReplayId, ReplayRequest } from '../../domain/replay.ts'
import { AppError } from '../../errors.ts'
import type { ReplayReport } from '../../risk/replay/replayReport.ts'
import type { ReplayStore } from '../../stores/replays/replays.ts'
import type { CoreDependencies } from '../dependencies.ts'
import { enqueueNow, outboxRow } from '../enqueue.ts'
import { loadReplacement, type ReplacementNeeds } from './replacement.ts'
import { replayReport } from './replaySchemas.ts'

export type { ReplayReport }

export type ReplayDependencies = Pick<
  CoreDependencies,
  'clock' | 'random' | 'producer' | 'outbox' | 'log'
> & { replays: ReplayStore }

/** @throws AppError badRequest that names what is not there, or cannot run. */
export async function requestReplay(
  deps: ReplayDependencies & ReplacementNeeds,
  { user, asked }: { user: ConsoleUser; asked: ReplayRequest },
): Promise<Replay> {
  await loadReplacement(deps, asked)
  const id = deps.random.id<'replay'>()
  const job = outboxRow(deps, { job: 'replay', payload: { replayId: id } })
  const { from, to, ruleSetVersion, versionIds, modelId, thresholds } = asked
  const made = await deps.replays.create(
    { id, request: asked, requestedBy: user.id, job },
    event(deps, user, 'replay.requested', id, {
      from,
      to,
      ruleSetVersion,
      modelId,
      versions: versionIds.length,
      ...thresholds,
    }),
  )
  await enqueueNow(deps, [job])
  return made
}

/** @throws AppError notFound; conflict where it has ended. */
export async function cancelReplay(
  deps: ReplayDependencies,
  { user, id }: { user: ConsoleUser; id: ReplayId },
): Promise<void> {
  if ((await deps.replays.find(id)) === null) throw new AppError('notFound', 'There is no such replay')
  const at = deps.clock.now()
  if (await deps.replays.cancel(id, at, event(deps, user, 'replay.cancelled', id, {}))) return
  throw new AppError('conflict', 'This replay has ended already')
}

/** With its figures, once it is done. @throws AppError notFound. */
export async function readReplay(
  deps: Pick<ReplayDependencies, 'replays'>,
  id: ReplayId,
): Promise<{ replay: Replay; report: ReplayReport | null }> {
  const replay = await deps.replays.find(id)
  if (replay === null) throw new AppError('notFound', 'There is no such replay')
  const report = replay.state === 'done' ? replayReport.parse(await deps.replays.report(id)) : null
  return { replay, report }
}

function event(
  deps: Pick<ReplayDependencies, 'clock' | 'random'>,
  user: ConsoleUser,
  action: 'replay.requested' | 'replay.cancelled',
  id: ReplayId,
  details: Record<string, string | number | null>,
) {
  return {
    id: deps.random.id<'auditEvent'>(),
    actor: { kind: 'consoleUser', id: user.id },
    action,
    object: { kind: 'replay', id },
    details,
    occurredAt: deps.clock.now(),
  } as const
}
