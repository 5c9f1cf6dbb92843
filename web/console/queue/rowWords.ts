/** A row in one sentence, for who hears it. */
import type { SessionItem } from '../../../server/contract/sessions.ts'
import type { useText } from '../i18n/useText.ts'
import { percent } from '../scores/percent.ts'
import { secondsLeft } from '../time/secondsLeft.ts'

export function rowWords(
  session: SessionItem,
  { index, count, now }: { index: number; count: number; now: number },
  text: ReturnType<typeof useText>,
): string {
  const { decision, holdUntil } = session
  return [
    text('queue.said.place', { index: index + 1, count }),
    text('session.title', { kind: text(`kind.${session.kind}`), relyingParty: session.relyingParty }),
    decision === null
      ? text('queue.notDecided')
      : `${text(`outcome.${decision.outcome}`)}, ${percent(decision.score)}`,
    ...(holdUntil === null ? [] : [text('left.seconds', { seconds: secondsLeft(holdUntil, now) })]),
  ].join('. ')
}
