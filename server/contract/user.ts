/** Who is signed in. */
import { z } from 'zod'
import { CONSOLE_ACTIONS, CONSOLE_ROLES } from '../domain/consoleUser.ts'
import { openEnum } from './forms/closedSet.ts'
import { uuid } from './forms/formats.ts'

export const credentials = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
})

export const user = z.object({
  id: uuid,
  username: z.string(),
  displayName: z.string(),
  role: openEnum(CONSOLE_ROLES),
  /** What the role may do, so that the console leaves out what would be refused. */
  may: z.array(openEnum(CONSOLE_ACTIONS)),
})

/** Of POST /login and GET /me. */
export const signedIn = z.object({ user })

/** Somebody of the console. `name` is empty for somebody who is no longer known. */
export const userRef = z.object({ id: uuid, name: z.string() })

export type User = z.output<typeof user>
export type UserRef = z.output<typeof userRef>
