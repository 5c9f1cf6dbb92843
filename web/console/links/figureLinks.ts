/** From a figure to its rows: the server says the filter, the lists take it as it is (pure). */
import type { Figure } from '../../../server/contract/dashboard.ts'
import { queueLink } from './queueLink.ts'

export function sessionsLink({ filter }: Pick<Figure, 'filter'>): string {
  return queueLink({ tab: 'all', filter })
}

/** Campaigns have a list of their own, in which nothing else stands. */
export function casesLink({ filter }: Pick<Figure, 'filter'>): string {
  const { kinds, ...others } = filter
  const isCampaigns = JSON.stringify(kinds) === '["campaign"]'
  const query = new URLSearchParams({
    filter: JSON.stringify(isCampaigns ? others : filter),
    displayedFilters: JSON.stringify(Object.fromEntries(Object.keys(others).map((name) => [name, true]))),
    page: '1',
  })
  return `/${isCampaigns ? 'campaigns' : 'cases'}?${query}`
}
