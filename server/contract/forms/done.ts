import { z } from 'zod'

/** Of a change that answers nothing else. */
export const done = z.object({ result: z.literal('done') })
