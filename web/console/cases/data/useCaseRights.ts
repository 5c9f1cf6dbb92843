import { useCanAccess } from 'react-admin'
import type { CaseItem } from '../../../../server/contract/cases.ts'
import { type CaseRights, caseRights } from './caseRights.ts'

export function useCaseRights(item: Pick<CaseItem, 'state'>): CaseRights {
  const { canAccess: work = false } = useCanAccess({ resource: 'cases', action: 'work' })
  const { canAccess: lead = false } = useCanAccess({ resource: 'cases', action: 'lead' })
  return caseRights(item, { work, lead })
}
