import type { SessionId, SubjectId } from '../../domain/ids.ts'
import type { Decision } from '../../domain/sessions/decision.ts'
import type { SessionKind } from '../../domain/sessions/session.ts'
import type { Instant } from '../../domain/time.ts'

/** A session of the past with what was decided of it, as replay reads it. */
export type StoredSession = {
  sessionId: SessionId
  /** Event time. */
  occurredAt: Instant
  kind: SessionKind
  /** Null: nobody claimed the device link. */
  subjectId: SubjectId | null
  /** What its newest label says; null while nobody knows. */
  fraud: boolean | null
  /** At most one a stage. */
  decisions: Decision[]
}
