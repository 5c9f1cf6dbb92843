/** What may become of a model, and who stands in the way (pure). */

import { forNotKnown } from '../../../server/contract/forms/closedSet.ts'
import type { ModelPage } from '../../../server/contract/models.ts'
import type { ModelMove } from '../api/modelsApi.ts'

export type OfferedMove = {
  move: ModelMove
  /** Names of those who must not do it; null: the reader may. */
  notBy: readonly string[] | null
}

/** Nobody promotes what they had trained or made challenger. The server asks again. */
export function offeredMoves(model: ModelPage, readerName: string): OfferedMove[] {
  const retire: OfferedMove = { move: 'retire', notBy: null }
  switch (model.status) {
    case 'candidate':
      return [{ move: 'challenge', notBy: null }, retire]
    case 'challenger': {
      const challengedBy = model.changes.findLast(({ step }) => step === 'challenge')?.by ?? null
      const names = [...new Set([model.trainedBy, challengedBy].filter((name) => name !== null))]
      return [{ move: 'promote', notBy: names.includes(readerName) ? names : null }, retire]
    }
    case 'champion':
      return [retire]
    case 'retired':
      return []
    default:
      return forNotKnown(model.status, [])
  }
}
