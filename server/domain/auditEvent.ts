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
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

export type AuditEvent = {
  id: string
  actor: { kind: 'consoleUser' | 'system' | 'nobody'; id: string | null }
  action: AuditAction
  object: { kind: 'session' | 'export' | 'consoleUser' | 'proofing'; id: string }
  details: Record<string, string | number | boolean | null>
  occurredAt: Instant
}
