/** A hold ends by an analyst who releases or blocks the session, or by the policy when its time is over. */
export const REVIEW_ACTIONS = ['release', 'block'] as const
export type ReviewAction = (typeof REVIEW_ACTIONS)[number]

export const REVIEWERS = ['analyst', 'policy'] as const
export type Reviewer = (typeof REVIEWERS)[number]

/** How near a hold is to running out. */
export const HOLD_TAGS = ['inTime', 'dueSoon', 'overdue'] as const

/** What became of somebody's decision; all but `done`: it does not count. */
export const REVIEW_RESULTS = ['done', 'decided', 'claimed', 'neverHeld', 'notFound'] as const
