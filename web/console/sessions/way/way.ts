/** The steps of a session in the order in which they happened (pure). */
import type { SessionPage } from '../../../../server/contract/sessions.ts'
import type { Text } from '../../i18n/textOf.ts'
import { percent } from '../../scores/percent.ts'

export type Step = { at: string; words: string; comment?: string }

export function way(session: SessionPage, text: Text): Step[] {
  const { times, review } = session
  const steps: Step[] = [
    { at: times.occurredAt, words: text('session.way.received', { relyingParty: session.relyingParty }) },
    ...session.decisions.map((decision) => ({
      at: decision.decidedAt,
      words: text(decision.stage === 'delivery' ? 'session.way.decided' : 'session.way.release', {
        outcome: text(`outcome.${decision.outcome}`),
        score: percent(decision.score),
      }),
    })),
  ]
  if (review !== null) {
    const comment = review.comment === null ? {} : { comment: review.comment }
    steps.push({ at: review.reviewedAt, words: reviewWords(review, text), ...comment })
  }
  if (times.deliveredAt !== null) steps.push({ at: times.deliveredAt, words: text('session.way.delivered') })
  if (times.shownAt !== null) steps.push({ at: times.shownAt, words: text('session.way.shown') })
  if (times.endedAt !== null && session.endResult !== null) {
    steps.push({
      at: times.endedAt,
      words: text('session.way.ended', { end: text(`end.${session.endResult}`) }),
    })
  }
  if (times.reportedAt !== null) steps.push({ at: times.reportedAt, words: text('session.way.reported') })
  // A stable sort: steps of one moment stay in the order above, which is the order of the way.
  return steps.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function reviewWords(review: NonNullable<SessionPage['review']>, text: Text): string {
  const isRelease = review.action === 'release'
  if (review.by === null) return text(isRelease ? 'session.way.policyRelease' : 'session.way.policyBlock')
  return text(isRelease ? 'session.way.releasedBy' : 'session.way.blockedBy', { name: review.by })
}
