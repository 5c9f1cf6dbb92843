/** Rules beside what they did, as rows of a list (pure). */

import type {
  RuleFigures,
  RuleProposal,
  RuleSummary,
  RuleTotal,
  RuleVersion,
} from '../../../../server/contract/rules.ts'
import { everyOf } from '../../../../server/domain/everyOf.ts'
import type { RuleState } from '../../../../server/domain/rule.ts'

export type RuleFilter = 'all' | 'waiting' | RuleState
export const RULE_FILTERS = everyOf<RuleFilter>()(['all', 'waiting', 'live', 'shadow', 'draft', 'retired'])

export type RuleRow = {
  id: string
  /** What stands for the rule: the live version, else the one in shadow, else the newest. */
  version: RuleVersion
  states: RuleVersion['state'][]
  proposal: RuleProposal | null
  total: RuleTotal | null
  /** Hits and shadow hits by day, one a day of the period. */
  byDay: number[]
  precision: Precision
}

/** Known frauds among what is known of a rule's hits; null while nothing is. */
export type Precision = { share: number; confirmed: number; known: number } | null

export const RULE_COLUMNS = ['name', 'hits', 'people', 'precision', 'alone'] as const
export type RuleColumn = (typeof RULE_COLUMNS)[number]

/** @param days dates of the period (UTC), the oldest first. */
export function ruleRows(
  rules: readonly RuleSummary[],
  figures: RuleFigures,
  days: readonly string[],
): RuleRow[] {
  const totals = new Map(figures.totals.map((total) => [total.ruleId, total]))
  const hits = new Map(
    figures.items.map((item) => [`${item.ruleId} ${item.day}`, item.hits + item.shadowHits]),
  )
  return rules.flatMap(({ id, versions, proposal }) => {
    const version = standingVersion(versions)
    if (version === null) return []
    const total = totals.get(id) ?? null
    return {
      id,
      version,
      states: [...new Set(versions.map(({ state }) => state))],
      proposal,
      total,
      byDay: days.map((day) => hits.get(`${id} ${day}`) ?? 0),
      precision: precisionOf(total),
    }
  })
}

/** @param versions newest first. */
export function standingVersion(versions: readonly RuleVersion[]): RuleVersion | null {
  const inState = (state: RuleVersion['state']) => versions.find((version) => version.state === state)
  return inState('live') ?? inState('shadow') ?? versions[0] ?? null
}

export function precisionOf(total: Pick<RuleTotal, 'confirmed' | 'refuted'> | null): Precision {
  if (total === null) return null
  const known = total.confirmed + total.refuted
  return known === 0 ? null : { share: total.confirmed / known, confirmed: total.confirmed, known }
}

export function shownRules(
  rows: readonly RuleRow[],
  { filter, words, column }: { filter: RuleFilter; words: string; column: RuleColumn },
): RuleRow[] {
  const wanted = words.trim().toLowerCase()
  return rows
    .filter((row) => isOf(row, filter))
    .filter(({ id, version }) =>
      `${id} ${version.sentence} ${version.reasonCode} ${version.condition}`.toLowerCase().includes(wanted),
    )
    .toSorted((a, b) => sortFigure(b, column) - sortFigure(a, column) || (a.id < b.id ? -1 : 1))
}

export function isOf({ states, proposal }: RuleRow, filter: RuleFilter): boolean {
  if (filter === 'all') return true
  return filter === 'waiting' ? proposal !== null : states.includes(filter)
}

/** What is not known comes last; names sort by themselves. */
function sortFigure({ total, precision }: RuleRow, column: RuleColumn): number {
  switch (column) {
    case 'name':
      return 0
    case 'hits':
      return total === null ? -1 : total.hits + total.shadowHits
    case 'people':
      return total?.people ?? -1
    case 'precision':
      return precision?.share ?? -1
    case 'alone':
      return total?.alone ?? -1
  }
}

/** The days (UTC) that end with the one of `now`, the oldest first. */
export function daysUntil(now: Date, count: number): string[] {
  const today = Math.floor(now.getTime() / 86_400_000)
  return Array.from({ length: count }, (_, index) =>
    new Date((today - count + 1 + index) * 86_400_000).toISOString().slice(0, 10),
  )
}
