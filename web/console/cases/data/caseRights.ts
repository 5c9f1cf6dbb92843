/** What of a case this reader may do now (pure). The server asks the same again. */

import type { CaseItem } from '../../../../server/contract/cases.ts'
import { lookUp } from '../../../../server/contract/forms/closedSet.ts'
import { IS_OPEN_CASE } from '../../../../server/domain/cases/case.ts'

export type CaseRights = {
  /** Its facts: assignee, severity, sessions. */
  mayChange: boolean
  /** Notes, tags and files, also of one that is closed. */
  mayWrite: boolean
  mayEscalate: boolean
  mayGiveBack: boolean
  mayReopen: boolean
  mayUnmerge: boolean
  /** One decision for all victims. */
  mayDecide: boolean
}

export function caseRights(
  { state }: Pick<CaseItem, 'state'>,
  { work, lead }: { work: boolean; lead: boolean },
): CaseRights {
  // An escalated case is the seniors'.
  const may = work && (state !== 'escalated' || lead)
  return {
    mayChange: may && lookUp(IS_OPEN_CASE, state, false),
    mayWrite: may && state !== 'merged',
    mayEscalate: work && state === 'open',
    mayGiveBack: lead && state === 'escalated',
    mayReopen: lead && state === 'closed',
    mayUnmerge: work && state === 'merged',
    mayDecide: lead && lookUp(IS_OPEN_CASE, state, false),
  }
}
