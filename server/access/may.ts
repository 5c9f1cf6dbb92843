/**
 * Who may do what in the console. The server asks this for every request; the console asks the same
 * table only to leave out buttons that would be refused.
 */
import type { ConsoleRole } from '../domain/consoleUser.ts'

export const CONSOLE_ACTIONS = [
  'readSessions',
  'readAddresses',
  'reviewSessions',
  'readCounts',
  'readExports',
  'createExports',
  'downloadExports',
  'recordProofings',
  'labelSessions',
  'readModels',
  'trainModels',
  'promoteModels',
] as const
export type ConsoleAction = (typeof CONSOLE_ACTIONS)[number]

/**
 * Duties are kept apart: the administrator looks after the service and decides nothing about people, the
 * registrar vouches for identities and sees no session, and who audits the decisions makes none.
 */
const ACTIONS_OF = {
  analyst: ['readSessions', 'readCounts', 'readAddresses', 'reviewSessions', 'labelSessions', 'readModels'],
  senior: [
    'readSessions',
    'readCounts',
    'readAddresses',
    'reviewSessions',
    'readExports',
    'createExports',
    'downloadExports',
    'labelSessions',
    'readModels',
    'trainModels',
    'promoteModels',
  ],
  ruleAuthor: ['readSessions', 'readCounts', 'readModels', 'trainModels', 'promoteModels'],
  compliance: ['readSessions', 'readCounts', 'readExports', 'createExports', 'downloadExports', 'readModels'],
  auditor: ['readSessions', 'readCounts', 'readExports', 'downloadExports', 'readModels'],
  administrator: ['readSessions', 'readCounts', 'readExports', 'readModels'],
  registrar: ['recordProofings'],
} as const satisfies Record<ConsoleRole, readonly ConsoleAction[]>

export function may(role: ConsoleRole, action: ConsoleAction): boolean {
  const actions: readonly ConsoleAction[] = ACTIONS_OF[role]
  return actions.includes(action)
}

/** Everything that a role may do, in the order of CONSOLE_ACTIONS. */
export function actionsOf(role: ConsoleRole): ConsoleAction[] {
  return CONSOLE_ACTIONS.filter((action) => may(role, action))
}
