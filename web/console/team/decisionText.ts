import { z } from 'zod'
import { REVIEW_ACTIONS } from '../../../server/domain/review.ts'
import { DISPOSITIONS } from '../../../server/domain/sessions/label.ts'
import type { SecondLook } from '../api/teamApi.ts'
import type { useText } from '../i18n/useText.ts'

const action = z.enum(REVIEW_ACTIONS)
const disposition = z.enum(DISPOSITIONS)

/** The action of a review or the disposition of a case, in words (pure). */
export function decisionText(
  { kind, decision }: Pick<SecondLook, 'kind' | 'decision'>,
  text: ReturnType<typeof useText>,
): string {
  if (decision === null) return text('team.look.reopened')
  if (kind === 'review') {
    const done = action.safeParse(decision).data
    return done === undefined ? decision : text(`team.look.${done}`)
  }
  const closed = disposition.safeParse(decision).data
  return closed === undefined ? decision : text(`disposition.${closed}`)
}
