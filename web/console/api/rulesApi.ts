/** What people do with rules: read, write, bring into force by two, suppress. */
import type { NamedThing } from '../../../server/contract/forms/namedThing.ts'
import {
  type RuleDraft,
  type RuleFigures,
  type RuleHits,
  type RuleList,
  type RulePage,
  type RuleSummary,
  type RuleVersion,
  ruleFigures,
  ruleHits,
  ruleList,
  rulePage,
  ruleVersion,
} from '../../../server/contract/rules.ts'
import { type Suppression, suppression, suppressions } from '../../../server/contract/suppressions.ts'
import type { SuppressionKind } from '../../../server/domain/rule.ts'
import type { Stage } from '../../../server/domain/sessions/decision.ts'
import { callApi, send } from './http.ts'

/** Query keys of everything that a change of a rule makes old. */
export const RULES_KEY = ['rules'] as const

const DAY_MS = 86_400_000
const MOST_A_PAGE = '200'

const rule = (id: string) => `/rules/${encodeURIComponent(id)}`

/** Every rule, page after page. */
export async function readRules(signal: AbortSignal): Promise<RuleSummary[]> {
  const rules: RuleSummary[] = []
  let cursor: string | null = null
  do {
    const query: URLSearchParams = new URLSearchParams({
      limit: MOST_A_PAGE,
      ...(cursor !== null && { cursor }),
    })
    const answer: RuleList = await callApi(ruleList, `/rules?${query}`, { signal })
    rules.push(...answer.items)
    cursor = answer.nextCursor
  } while (cursor !== null)
  return rules
}

export async function readRuleFigures(days: number, signal: AbortSignal): Promise<RuleFigures> {
  const to = new Date()
  const from = new Date(to.getTime() - days * DAY_MS)
  const query = new URLSearchParams({ from: from.toISOString(), to: to.toISOString() })
  return await callApi(ruleFigures, `/rule-figures?${query}`, { signal })
}

export async function readRule(id: string, days: number, signal: AbortSignal): Promise<RulePage> {
  return await callApi(rulePage, `${rule(id)}?days=${days}`, { signal })
}

/** @throws HttpError 400 with what is wrong by field, 409 where the id is taken or somebody wrote meanwhile. */
export async function createRule(id: string, draft: RuleDraft): Promise<RuleVersion> {
  return await callApi(ruleVersion, '/rules', { method: 'POST', body: { id, ...draft } })
}

/** @param basedOn the newest version that the author saw. */
export async function saveDraft(id: string, basedOn: string, draft: RuleDraft): Promise<RuleVersion> {
  return await callApi(ruleVersion, `${rule(id)}/drafts`, { method: 'POST', body: { ...draft, basedOn } })
}

export const RULE_STEPS = [
  'shadow',
  'propose',
  'proposeRetire',
  'withdraw',
  'publish',
  'retire',
  'rollback',
] as const
export type RuleStep = (typeof RULE_STEPS)[number]

/** @throws HttpError 403 where it takes a second person, 409 where somebody changed the rule meanwhile. */
export async function moveRule(id: string, versionId: string, step: RuleStep): Promise<void> {
  const [path, body] =
    step === 'proposeRetire' ? ['propose', { versionId, change: 'retire' }] : [step, { versionId }]
  await send(`${rule(id)}/${path}`, { method: 'POST', body })
}

export async function readSuppressions(ruleId: string, signal: AbortSignal): Promise<Suppression[]> {
  const query = new URLSearchParams({ ruleId, show: 'all', limit: MOST_A_PAGE })
  return (await callApi(suppressions, `/suppressions?${query}`, { signal })).items
}

export async function addSuppression(
  order: Pick<Suppression, 'ruleId' | 'reason'> & { kind: SuppressionKind; until: string; named: NamedThing },
): Promise<void> {
  const { named, ...rest } = order
  await callApi(suppression, '/suppressions', { method: 'POST', body: { ...rest, ...named } })
}

export async function endSuppression(id: string): Promise<void> {
  await send(`/suppressions/${encodeURIComponent(id)}`, { method: 'DELETE' })
}

/** @param stage null: both. */
export async function readHits(
  question: { condition: string; stage: Stage | null; days: number },
  signal: AbortSignal,
): Promise<RuleHits> {
  return await callApi(ruleHits, '/rules/hits', { method: 'POST', body: question, signal })
}
