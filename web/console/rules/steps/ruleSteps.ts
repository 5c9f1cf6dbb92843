/** What may become of a version, and who stands in the way where two people are needed (pure). */

import { forNotKnown } from '../../../../server/contract/forms/closedSet.ts'
import type { RuleProposal, RuleVersion } from '../../../../server/contract/rules.ts'
import type { RuleStep } from '../../api/rulesApi.ts'

export type Reader = { name: string; mayEdit: boolean; mayPublish: boolean }
export type OfferedStep = {
  step: RuleStep
  /** Names of those who must not do it; null: the reader may. Empty: the reader's role may not. */
  notBy: readonly string[] | null
}

/** The server asks again: this only leaves out, or explains, what it would refuse. */
export function offeredSteps(
  version: RuleVersion,
  proposal: RuleProposal | null,
  reader: Reader,
): OfferedStep[] {
  const byAuthors = (step: RuleStep): OfferedStep[] => (reader.mayEdit ? [{ step, notBy: null }] : [])
  const isProposed = proposal?.versionId === version.id
  const waiting = isProposed ? [secondPerson(version, proposal, reader), ...byAuthors('withdraw')] : []
  const canPropose = proposal === null
  switch (version.state) {
    case 'draft':
      return [
        ...waiting,
        ...byAuthors('shadow'),
        ...(canPropose ? byAuthors('propose') : []),
        ...byAuthors('retire'),
      ]
    case 'shadow':
      return [...waiting, ...(canPropose ? byAuthors('propose') : []), ...byAuthors('retire')]
    case 'live':
      return [...waiting, ...(canPropose ? byAuthors('proposeRetire') : [])]
    case 'retired':
      return byAuthors('rollback')
    default:
      return forNotKnown(version.state, [])
  }
}

/** Publishing takes somebody who neither wrote nor proposed it, taking out somebody who did not propose it. */
function secondPerson(version: RuleVersion, { change, by }: RuleProposal, reader: Reader): OfferedStep {
  const step = change === 'publish' ? 'publish' : 'retire'
  const involved = change === 'publish' ? [version.author, by] : [by]
  const names = [...new Set(involved.filter((name) => name !== null))]
  if (names.includes(reader.name)) return { step, notBy: names }
  return { step, notBy: reader.mayPublish ? null : [] }
}
