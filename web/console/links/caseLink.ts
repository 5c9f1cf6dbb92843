import type { CaseItem } from '../api/casesWire.ts'

export function caseLink({ id, kind }: Pick<CaseItem, 'id' | 'kind'>): string {
  return `/${kind === 'campaign' ? 'campaigns' : 'cases'}/${id}/show`
}
