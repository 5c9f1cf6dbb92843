/** An append-only record of who did what to what. Details are codes and numbers, never identity or free text. */
import type { CaseEventKind } from './cases/caseEvent.ts'
import type { Instant } from './time.ts'

export const AUDIT_ACTIONS = [
  'console.signedIn',
  'console.signInFailed',
  'console.signedOut',
  'session.reviewed',
  'session.reviewEntered',
  'session.reviewUndone',
  'session.searched',
  'session.addressesRead',
  'session.disposed',
  'session.feedbackGiven',
  'export.created',
  'export.cancelled',
  'export.downloaded',
  'proofing.recorded',
  'rule.drafted',
  'rule.shadowed',
  'rule.proposed',
  'rule.withdrawn',
  'rule.published',
  'rule.retired',
  'suppression.created',
  'suppression.ended',
  'listEntry.added',
  'listEntry.changed',
  'listEntry.removed',
  'quality.agreed',
  'quality.disagreed',
  'handover.written',
  'handover.acknowledged',
  'replay.requested',
  'replay.cancelled',
  'training.requested',
  'training.cancelled',
  'model.trained',
  'model.challenge',
  'model.promote',
  'model.displace',
  'model.retire',
  'model.rollBack',
  'person.searched',
  'person.opened',
  'identity.requested',
  'identity.approved',
  'identity.refused',
  'identity.revealed',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number] | `case.${CaseEventKind}`

export type AuditEvent = {
  id: string
  actor: { kind: 'consoleUser' | 'relyingParty' | 'system' | 'nobody'; id: string | null }
  action: AuditAction
  object: {
    kind:
      | 'session'
      | 'export'
      | 'search'
      | 'consoleUser'
      | 'proofing'
      | 'rule'
      | 'suppression'
      | 'listEntry'
      | 'replay'
      | 'qualityVerdict'
      | 'handoverNote'
      | 'trainingRun'
      | 'model'
      | 'case'
      | 'subject'
      | 'reveal'
      | 'personSearch'
    id: string
  }
  details: Record<string, string | number | boolean | null>
  occurredAt: Instant
}
