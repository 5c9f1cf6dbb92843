/**
 * The rules that ship with the program, put where all rules are. An empty database goes live with them at
 * once. Later releases bring drafts where their rules differ: what decides changes by two people only.
 */

import type { Rule, RuleContent, RuleSource, RuleVersion } from '../../domain/rule.ts'
import type { Clock, Instant } from '../../domain/time.ts'
import type { RuleBooks } from '../../stores/rules/ruleBooks.ts'
import type { RuleStore } from '../../stores/rules/rules.ts'
import type { Log, Random } from '../ports.ts'
import { activateRuleSet } from './activateRuleSet.ts'
import { newAttribution, ruleEvent } from './ruleAudit.ts'

export type InstallDependencies = { clock: Clock; random: Random; log: Log; rules: RuleStore }

/** Every process does it at its start; the second one finds nothing left to do. */
export async function installPresets(deps: InstallDependencies, source: RuleSource): Promise<void> {
  await deps.rules.change(async (books) => {
    const at = deps.clock.now()
    if ((await books.active()) === null) await goLive(deps, books, source, at)
    else await bringDrafts(deps, books, source, at)
  })
}

async function goLive(
  deps: InstallDependencies,
  books: RuleBooks,
  { prior, rules }: RuleSource,
  at: Instant,
): Promise<void> {
  await books.createRules(rules.map(({ id }) => id))
  const versions = rules.map((rule) => presetVersion(deps, rule, 1, at))
  await addPresets(deps, books, versions, at)
  for (const state of ['live', 'shadow'] as const) {
    const moved = versions.filter((_version, index) => rules[index]?.state === state)
    await books.moveAll(
      moved.map((version) => ({ version, attribution: newAttribution(deps, null, at) })),
      state,
    )
  }
  await activateRuleSet(books, { by: null, at }, prior)
  deps.log.info({ rules: versions.length }, 'the shipped rules are live')
}

async function bringDrafts(
  deps: InstallDependencies,
  books: RuleBooks,
  { rules }: RuleSource,
  at: Instant,
): Promise<void> {
  const installed = new Map((await books.presets()).map((version) => [version.ruleId, version]))
  const differing = rules.filter((rule) => !isSame(contentOf(rule), installed.get(rule.id)?.content))
  const versions: RuleVersion[] = []
  for (const rule of differing) {
    const head = await books.head(rule.id)
    if (head === null) await books.createRules([rule.id])
    if (head !== null && head.draft !== null) {
      // Somebody is writing this rule: their draft stays, and the next start brings ours again.
      if (head.draft.author !== null) continue
      if (head.proposal?.versionId === head.draft.id) continue
      await books.move(head.draft, 'retired', newAttribution(deps, null, at))
    }
    const version = presetVersion(deps, rule, (head?.newest.number ?? 0) + 1, at)
    versions.push({ ...version, basedOn: head?.newest.id ?? null })
  }
  if (versions.length === 0) return
  await addPresets(deps, books, versions, at)
  deps.log.warn(
    { rules: versions.map(({ ruleId }) => ruleId) },
    'this release ships other rules: they wait as drafts for two people',
  )
}

async function addPresets(
  deps: InstallDependencies,
  books: RuleBooks,
  versions: readonly RuleVersion[],
  at: Instant,
): Promise<void> {
  await books.addDrafts(versions.map((version) => ({ version, made: newAttribution(deps, null, at) })))
  await books.recordAll(versions.map((version) => ruleEvent(deps, 'rule.drafted', version, { by: null, at })))
}

function presetVersion(deps: InstallDependencies, rule: Rule, number: number, at: Instant): RuleVersion {
  return {
    id: deps.random.id<'ruleVersion'>(),
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
