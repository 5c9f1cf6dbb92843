import { isMember } from '../../../server/contract/forms/closedSet.ts'
import type { SecondLook } from '../../../server/contract/team.ts'
import { DISPOSITIONS } from '../../../server/domain/sessions/label.ts'
import { REVIEW_ACTIONS } from '../../../server/domain/sessions/review.ts'
import type { useText } from '../i18n/useText.ts'

/** The action of a review or the disposition of a case, in words (pure). */
export function decisionText(
  { kind, decision }: Pick<SecondLook, 'kind' | 'decision'>,
  text: ReturnType<typeof useText>,
): string {
  if (decision === null) return text('team.look.reopened')
  if (kind === 'review') return isMember(REVIEW_ACTIONS, decision) ? text(`team.look.${decision}`) : decision
  return isMember(DISPOSITIONS, decision) ? text(`disposition.${decision}`) : decision
}
