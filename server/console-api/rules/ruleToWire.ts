/** Rules as the console API spells them (pure). */
import type * as contract from '../../contract/rules.ts'
import type { Suppression } from '../../contract/suppressions.ts'
import type {
  RuleChange,
  RuleProposal,
  RuleVersion,
  StoredRuleSet,
  SuppressionRecord,
} from '../../domain/rule.ts'
import type { RuleDay, RuleSummary, RuleTotal } from '../../flow/rules/ports.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'

export type Names = ReadonlyMap<string, string>

export function nameOrNull(names: Names, id: string | null): string | null {
  return id === null ? null : (names.get(id) ?? '')
}

export function versionToWire({ content, ...version }: RuleVersion, names: Names): contract.RuleVersion {
  return {
    id: version.id,
    ruleId: version.ruleId,
    number: version.number,
    state: version.state,
    sentence: content.sentence,
    pattern: content.pattern,
    condition: content.condition,
    effect: content.effect,
    reasonCode: content.reasonCode,
    scamType: content.scamType,
    stage: content.stage ?? null,
    note: version.note,
    basedOn: version.basedOn,
    author: nameOrNull(names, version.author),
    createdAt: iso(version.createdAt),
  }
}

export function summaryToWire({ id, versions, proposal }: RuleSummary, names: Names): contract.RuleSummary {
  return {
    id,
    versions: versions.map((version) => versionToWire(version, names)),
    proposal: proposal === null ? null : proposalToWire(proposal, names),
  }
}

function proposalToWire({ versionId, change, by, at }: RuleProposal, names: Names): contract.RuleProposal {
  return { versionId, change, by: names.get(by) ?? '', at: iso(at) }
}

export function changeToWire({ versionId, from, to, by, at }: RuleChange, names: Names): contract.RuleChange {
  return { versionId, from, to, by: nameOrNull(names, by), at: iso(at) }
}

export function dayToWire({ day, ...total }: RuleDay): contract.RuleDay {
  return { ...totalToWire(total), day: iso(day).slice(0, 10) }
}

export function totalToWire(total: RuleTotal): contract.RuleTotal {
  const sessions = total.hits + total.shadowHits
  const share = (part: number) => (sessions === 0 ? null : part / sessions)
  return { ...total, confirmedShare: share(total.confirmed), refutedShare: share(total.refuted) }
}

export function ruleSetToWire(
  { number, version, prior, rules, by, at }: StoredRuleSet,
  names: Names,
): contract.RuleSet {
  const inState = (state: 'live' | 'shadow') => rules.filter((rule) => rule.state === state).length
  return {
    number,
    version,
    prior,
    live: inState('live'),
    shadow: inState('shadow'),
    by: nameOrNull(names, by),
    at: iso(at),
  }
}

export function suppressionToWire(record: SuppressionRecord, names: Names): Suppression {
  const { id, ruleId, kind, reason, author, until, createdAt, ended } = record
  return {
    id,
    ruleId,
    kind,
    reason,
    author: names.get(author) ?? '',
    until: isoOrNull(until),
    createdAt: iso(createdAt),
    ended: ended === null ? null : { by: names.get(ended.by) ?? '', at: iso(ended.at) },
  }
}
