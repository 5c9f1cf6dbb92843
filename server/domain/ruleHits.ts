/** What a condition would have hit, while it is typed. */

import type { SessionId } from './ids.ts'
import type { Stage } from './sessions/decision.ts'
import type { Instant } from './time.ts'

export type HitsQuestion = {
  /** CEL over the features. */
  condition: string
  /** Null: a session is hit where either stage's vector is. */
  stage: Stage | null
  /** Event times, from included and to not. */
  from: Instant
  to: Instant
}

export type RuleHits = {
  /** The newest sessions of the period, as many as there was time for. `sampled`: not all of them. */
  lookedAt: { sessions: number; sampled: boolean; from: Instant | null }
  /** Of those looked at, how many lack a feature that the condition reads: it cannot hold there. */
  withoutFeatures: number
  hits: number
  /** Distinct persons among the hits. */
  people: number
  /** What is known of the hits: where sources disagree, the analyst's word before the relying party's. */
  known: { fraud: number; genuine: number; unknown: number }
  /** Days (UTC) with sessions that were looked at, oldest first. */
  days: { day: Instant; sessions: number; hits: number }[]
  /** The newest hits. */
  examples: SessionId[]
  /** Features that the condition reads. */
  reads: string[]
}
