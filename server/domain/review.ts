/** A hold ends by an analyst who releases or blocks the session, or by the policy when its time is over. */
export const REVIEW_ACTIONS = ['release', 'block'] as const
export type ReviewAction = (typeof REVIEW_ACTIONS)[number]

export const REVIEWERS = ['analyst', 'policy'] as const
export type Reviewer = (typeof REVIEWERS)[number]
