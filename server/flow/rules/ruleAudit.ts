/** The records of deeds on rules: ids and codes, never what somebody wrote. */

import type { AuditAction, AuditEvent } from '../../domain/auditEvent.ts'
import type { ConsoleUserId } from '../../domain/ids.ts'
import type { RuleVersion } from '../../domain/rule.ts'
import type { Instant } from '../../domain/time.ts'
import type { Attribution } from '../../stores/rules/ruleBooks.ts'
import type { Random } from '../ports.ts'

type RuleAction = Extract<AuditAction, `rule.${string}`>

export function newAttribution(deps: { random: Random }, by: ConsoleUserId | null, at: Instant): Attribution {
  return { id: deps.random.id<'ruleChange'>(), by, at }
}

export function ruleEvent(
  deps: { random: Random },
  action: RuleAction,
  version: RuleVersion,
  { by, at }: { by: ConsoleUserId | null; at: Instant },
): AuditEvent {
  return {
    id: deps.random.id<'auditEvent'>(),
    actor: by === null ? { kind: 'system', id: null } : { kind: 'consoleUser', id: by },
    action,
    object: { kind: 'rule', id: version.ruleId },
    details: { versionId: version.id, number: version.number },
    occurredAt: at,
  }
}
