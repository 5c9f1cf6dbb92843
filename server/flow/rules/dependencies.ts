/** What the stories about rules are given. */

import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { RuleVersionId } from '../../domain/rule.ts'
import type { Clock } from '../../domain/time.ts'
import type { RuleStore } from '../../stores/rules/rules.ts'
import type { SuppressionStore } from '../../stores/rules/suppressions.ts'
import type { ReloadedEngineSource } from '../models/engineSource.ts'
import type { Random } from '../ports.ts'
import type { ConsoleUserReads } from '../team/ports.ts'

export type RuleDependencies = {
  clock: Clock
  random: Random
  consoleUsers: ConsoleUserReads
  rules: RuleStore
  suppressions: SuppressionStore
  engines: ReloadedEngineSource
}

/** Somebody does something to a version of a rule. */
export type RuleOrder = { user: ConsoleUser; ruleId: string; versionId: RuleVersionId }
