/** A replay as it is asked for in the console: past decisions made again with something else in place. */
import type { ConsoleUserId, Id, ModelId } from './ids.ts'
import type { RuleVersionId } from './rule.ts'
import type { Instant } from './time.ts'

export type ReplayId = Id<'replay'>

export const REPLAY_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type ReplayState = (typeof REPLAY_STATES)[number]

export type ReplayRequest = {
  /** Event times, from included and to not. */
  from: Instant
  to: Instant
  /** A rule set that was once in force; null: the one that decided, or the one in force where `versionIds` change it. */
  ruleSetVersion: string | null
  /** Versions of rules that count as if they were live, each in the place of its rule's live one. */
  versionIds: RuleVersionId[]
  /** `none`: rules alone. Null: the model that decided. */
  modelId: ModelId | 'none' | null
  thresholds: { warnAt?: number; holdAt?: number; blockAt?: number }
  /** How long an analyst takes for a case, in minutes. */
  paceMinutesPerCase: number
  analysts: number
  /** Hours that each of them works on cases on a day. */
  hoursPerDay: number
}

/** Why a replay failed. `cannotRun`: rules or a model of it do not fit this program. */
export const REPLAY_ERRORS = ['cannotRun', 'processEnded'] as const
export type ReplayError = { code: (typeof REPLAY_ERRORS)[number] }

/** Sessions that were read, of how many; null before they were counted. */
export type ReplayProgress = { done: number; total: number | null }

export type Replay = ReplayProgress & {
  id: ReplayId
  state: ReplayState
  error: ReplayError | null
  request: ReplayRequest
  requestedBy: ConsoleUserId
  attempts: number
  createdAt: Instant
  startedAt: Instant | null
  finishedAt: Instant | null
}

export function isEndedReplay({ state }: Pick<Replay, 'state'>): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled'
}
