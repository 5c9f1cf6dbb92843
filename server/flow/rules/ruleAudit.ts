/** The records of what was done to rules: ids and codes, never what somebody wrote. */
import type { AuditAction, AuditEvent } from '../../domain/auditEvent.ts'
import type { ConsoleUserId } from '../../domain/ids.ts'
import type { RuleVersion } from '../../domain/rule.ts'
import type { Instant } from '../../domain/time.ts'
import { auditAll, consoleUser } from '../audit.ts'
import type { Random } from '../ports.ts'
import type { Transaction } from '../transact.ts'
import type { Attribution } from './ports.ts'

type RuleAction = Extract<AuditAction, `rule.${string}`>
/** `by` null: the program. */
export type Act = { by: ConsoleUserId | null; at: Instant }

export function newAttribution({ random }: { random: Random }, { by, at }: Act): Attribution {
  return { id: random.id<'ruleChange'>(), by, at }
}

export async function auditRule(
  tx: Transaction,
  action: RuleAction,
  version: RuleVersion,
  act: Act,
): Promise<void> {
  await auditRules(tx, action, [version], act)
}

export async function auditRules(
  tx: Transaction,
  action: RuleAction,
  versions: readonly RuleVersion[],
  { by, at }: Act,
): Promise<void> {
  const acts = versions.map(
    (version): Omit<AuditEvent, 'id'> => ({
      actor: consoleUser(by),
      action,
      object: { kind: 'rule', id: version.ruleId },
      details: { versionId: version.id, number: version.number },
      occurredAt: at,
    }),
  )
  await auditAll(tx, acts)
}
