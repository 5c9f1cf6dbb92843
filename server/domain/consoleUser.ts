/** Whoever works in the console. */
import type { ConsoleUserId } from './ids.ts'

export const CONSOLE_ROLES = [
  'analyst',
  'senior',
  'ruleAuthor',
  'compliance',
  'auditor',
  'administrator',
  'registrar',
] as const
export type ConsoleRole = (typeof CONSOLE_ROLES)[number]

export type ConsoleUser = {
  id: ConsoleUserId
  username: string
  displayName: string
  role: ConsoleRole
}
