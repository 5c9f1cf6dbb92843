/**
 * The rules that ship with the program, put where all rules are. An empty database goes live with them at
 * once. Later releases bring drafts where their rules differ: what decides changes by two people only.
 */

import type { Rule, RuleContent, RuleSource, RuleVersion } from '../../domain/rule.ts'
import type { Log, Random } from '../ports.ts'
import { activateRuleSet } from './activateRuleSet.ts'
import { type ChangeRulesDependencies, changeRules } from './changeRules.ts'
import type { RuleTransaction } from './ports.ts'
import { type Act, auditRules, newAttribution } from './ruleAudit.ts'

/** Every process does it at its start; the second one finds nothing left to do. */
export async function installPresets(deps: ChangeRulesDependencies, source: RuleSource): Promise<void> {
  await changeRules(deps, async (tx) => {
    const act = { by: null, at: tx.clock.now() }
    if ((await tx.rules.active()) === null) await goLive(deps, tx, source, act)
    else await bringDrafts(deps, tx, source, act)
  })
}

async function goLive(
  { log }: { log: Log },
  tx: RuleTransaction,
  { prior, rules }: RuleSource,
  act: Act,
): Promise<void> {
  await tx.rules.createRules(rules.map(({ id }) => id))
  const versions = rules.map((rule) => presetVersion(tx, rule, 1, act))
  await addPresets(tx, versions, act)
  for (const state of ['live', 'shadow'] as const) {
    const moved = versions.filter((_version, index) => rules[index]?.state === state)
    await tx.rules.moveAll(
      moved.map((version) => ({ version, attribution: newAttribution(tx, act) })),
      state,
    )
  }
  await activateRuleSet(tx, act, prior)
  log.info({ rules: versions.length }, 'the shipped rules are live')
}

async function bringDrafts(
  { log }: { log: Log },
  tx: RuleTransaction,
  { rules }: RuleSource,
  act: Act,
): Promise<void> {
  const installed = new Map((await tx.rules.presets()).map((version) => [version.ruleId, version]))
  const differing = rules.filter((rule) => !isSame(contentOf(rule), installed.get(rule.id)?.content))
  const versions: RuleVersion[] = []
  for (const rule of differing) {
    const head = await tx.rules.head(rule.id)
    if (head === null) await tx.rules.createRules([rule.id])
    if (head !== null && head.draft !== null) {
      // Somebody is writing this rule: their draft stays, and the next start brings ours again.
      if (head.draft.author !== null) continue
      if (head.proposal?.versionId === head.draft.id) continue
      await tx.rules.move(head.draft, 'retired', newAttribution(tx, act))
    }
    const version = presetVersion(tx, rule, (head?.newest.number ?? 0) + 1, act)
    versions.push({ ...version, basedOn: head?.newest.id ?? null })
  }
  if (versions.length === 0) return
  await addPresets(tx, versions, act)
  log.warn(
    { rules: versions.map(({ ruleId }) => ruleId) },
    'this release ships other rules: they wait as drafts for two people',
  )
}

async function addPresets(tx: RuleTransaction, versions: readonly RuleVersion[], act: Act): Promise<void> {
  await tx.rules.addDrafts(versions.map((version) => ({ version, made: newAttribution(tx, act) })))
  await auditRules(tx, 'rule.drafted', versions, act)
}

function presetVersion({ random }: { random: Random }, rule: Rule, number: number, { at }: Act): RuleVersion {
  return {
    id: random.id<'ruleVersion'>(),
    ruleId: rule.id,
    number,
    content: contentOf(rule),
    state: 'draft',
    basedOn: null,
    author: null,
    note: null,
    createdAt: at,
  }
}

function contentOf({ id: _id, state: _state, ...content }: Rule): RuleContent {
  return content
}

function isSame(one: RuleContent, other: RuleContent | undefined): boolean {
  return other !== undefined && inOneOrder(one) === inOneOrder(other)
}

function inOneOrder({
  sentence,
  pattern,
  condition,
  effect,
  reasonCode,
  scamType,
  stage,
}: RuleContent): string {
  const follows =
    effect.kind === 'weight'
      ? [effect.weight]
      : effect.kind === 'outcome'
        ? [effect.outcome]
        : [effect.feature, effect.points]
  return JSON.stringify([
    sentence,
    pattern,
    condition,
    effect.kind,
    follows,
    reasonCode,
    scamType,
    stage ?? null,
  ])
}
