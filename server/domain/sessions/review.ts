/** What somebody does with a held session. */
export const REVIEW_ACTIONS = ['release', 'block'] as const
export type ReviewAction = (typeof REVIEW_ACTIONS)[number]

/** How near a hold is to running out. */
export const HOLD_TAGS = ['inTime', 'dueSoon', 'overdue'] as const

/** What became of somebody's decision; all but `done`: it does not count. */
export const REVIEW_RESULTS = ['done', 'decided', 'claimed', 'neverHeld', 'notFound'] as const
