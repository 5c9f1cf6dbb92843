/** An append-only record of who did what to what. Details are codes and numbers, never identity or free text. */
import type { Instant } from './time.ts'

export const AUDIT_ACTIONS = [
  'console.signedIn',
  'console.signInFailed',
  'console.signedOut',
  'session.reviewed',
  'session.addressesRead',
  'export.created',
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
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export type AuditEvent = {
  id: string
  actor: { kind: 'consoleUser' | 'system' | 'nobody'; id: string | null }
  action: AuditAction
  object: {
    kind: 'session' | 'export' | 'consoleUser' | 'proofing' | 'rule' | 'suppression' | 'listEntry'
    id: string
  }
  details: Record<string, string | number | boolean | null>
  occurredAt: Instant
}
