import type { SessionDecision, SessionPage } from '../../../../server/contract/sessions.ts'

/** The decision that stands for the session: the delivery's, unless the release was blocked after it. */
export function standingDecision({ decisions }: Pick<SessionPage, 'decisions'>): SessionDecision | null {
  const blocked = decisions.find(({ stage, outcome }) => stage === 'release' && outcome === 'block')
  return blocked ?? decisions.find(({ stage }) => stage === 'delivery') ?? null
}
