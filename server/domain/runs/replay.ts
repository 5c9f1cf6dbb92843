/** A replay as it is requested in the console: past decisions made again with something else in place. */
import type { ModelId } from '../ids.ts'
import type { RuleVersionId } from '../rule.ts'
import type { Instant } from '../time.ts'

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

/** What was made again, and how many decisions end otherwise. The whole report stands beside the run: it is large. */
export type ReplayResult = { sessions: number; decisions: number; changed: number }
