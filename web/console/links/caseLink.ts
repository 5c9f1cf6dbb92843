import type { CaseItem } from '../../../server/contract/cases.ts'

export function caseLink({ id, kind }: Pick<CaseItem, 'id' | 'kind'>): string {
  return `/${kind === 'campaign' ? 'campaigns' : 'cases'}/${id}/show`
}
