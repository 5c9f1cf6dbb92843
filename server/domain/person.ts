/** What is known of a person in the console, and how an identity is shown. */

/** What a person did after a warning. `heeded`: refused, reported or let it run out. `failed`: it ended otherwise. */
export const REACTIONS = ['heeded', 'wentOn', 'failed', 'pending', 'notShown'] as const
export type Reaction = (typeof REACTIONS)[number]

/** Whether whoever gave a reason sees the identity at once, or a second person has to agree. */
export const REVEAL_POLICIES = ['single', 'second'] as const
export type RevealPolicy = (typeof REVEAL_POLICIES)[number]

/** `expired`: nobody decided in time, or the time of reading is over. */
export const REVEAL_STATES = ['waiting', 'approved', 'refused', 'expired'] as const
export type RevealState = (typeof REVEAL_STATES)[number]
