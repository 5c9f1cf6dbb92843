/** The only source of now. */
import { type Clock, toInstant } from '../domain/time.ts'

export const wallClock: Clock = { now: () => toInstant(Date.now()) }
