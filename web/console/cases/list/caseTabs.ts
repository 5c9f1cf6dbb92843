/** The views of the list of cases, each a filter (pure). */
import { CASE_STATES, IS_OPEN_CASE } from '../../../../server/domain/cases/case.ts'

export const CASE_TABS = ['open', 'mine', 'nobodys', 'closed', 'all'] as const
export type CaseTab = (typeof CASE_TABS)[number]

const OPEN = CASE_STATES.filter((state) => IS_OPEN_CASE[state])
const OVER = CASE_STATES.filter((state) => !IS_OPEN_CASE[state])

type Filter = Record<string, unknown>

/** @param me the reader's id. */
export function tabFilter(tab: CaseTab, me: string): Filter {
  switch (tab) {
    case 'open':
      return { states: OPEN }
    case 'mine':
      return { states: OPEN, assigneeId: me }
    case 'nobodys':
      return { states: OPEN, assigneeId: 'nobody' }
    case 'closed':
      return { states: OVER }
    case 'all':
      return {}
  }
}

/** Which view a filter is; null: none of them. Further conditions do not matter. */
export function tabOfFilter({ states, assigneeId }: Filter, me: string): CaseTab | null {
  const found = CASE_TABS.find((tab) => {
    const wanted = tabFilter(tab, me)
    return (
      JSON.stringify(states ?? null) === JSON.stringify(wanted.states ?? null) &&
      (assigneeId ?? null) === (wanted.assigneeId ?? null)
    )
  })
  return found ?? null
}

/** What runs out first is first; of those that are over, the newest. */
export function tabSort(tab: CaseTab): { field: string; order: 'ASC' | 'DESC' } {
  return tab === 'closed' || tab === 'all'
    ? { field: 'newest', order: 'DESC' }
    : { field: 'due', order: 'ASC' }
}
