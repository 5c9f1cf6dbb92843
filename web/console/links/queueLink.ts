/** The queue's three views, each a filter, and links to them. */
export const QUEUE_TABS = {
  held: { states: ['HELD'] },
  flagged: { flagged: true },
  all: {},
} as const
export type QueueTab = keyof typeof QUEUE_TABS

export function queueLink({ tab, filter = {} }: { tab: QueueTab; filter?: Record<string, unknown> }): string {
  const query = new URLSearchParams({
    filter: JSON.stringify({ ...QUEUE_TABS[tab], ...filter }),
    page: '1',
    displayedFilters: JSON.stringify(Object.fromEntries(Object.keys(filter).map((name) => [name, true]))),
  })
  return `/sessions?${query}`
}

/** Which view a filter belongs to. */
export function tabOf(filter: Record<string, unknown>): QueueTab {
  if (filter.flagged === true) return 'flagged'
  return JSON.stringify(filter.states) === JSON.stringify(QUEUE_TABS.held.states) ? 'held' : 'all'
}
