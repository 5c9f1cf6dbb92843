/**
 * Who may do what in the console. The server asks this for every request; the console asks the same
 * table only to leave out buttons that would be refused.
 */
import { CONSOLE_ACTIONS, type ConsoleAction, type ConsoleRole } from '../domain/consoleUser.ts'

/**
 * Duties are kept apart: the administrator looks after the service and decides nothing about people, the
 * registrar vouches for identities and sees no session, and who audits the decisions makes none. Who writes a
 * rule may publish another's, never their own (flow/rules); seniors publish and write none. Escalated cases, and one
 * decision for all victims of a campaign, are the seniors'; who approves a reveal is never who asked (flow/persons/reveal).
 */
const ACTIONS_OF = {
  analyst: [
    'readSessions',
    'readCounts',
    'readDashboard',
    'readAddresses',
    'reviewSessions',
    'readRules',
    'readLists',
    'editLists',
    'labelSessions',
    'readModels',
    'readCases',
    'workCases',
    'readPersons',
    'revealPersons',
    'searchSessions',
    'writeHandover',
  ],
  senior: [
    'readSessions',
    'readCounts',
    'readDashboard',
    'readAddresses',
    'reviewSessions',
    'readExports',
    'createExports',
    'downloadExports',
    'readRules',
    'publishRules',
    'suppressRules',
    'readLists',
    'editLists',
    'labelSessions',
    'readModels',
    'trainModels',
    'promoteModels',
    'readCases',
    'workCases',
    'leadCases',
    'readPersons',
    'revealPersons',
    'approveReveals',
    'reviewInBulk',
    'searchSessions',
    'readTeam',
    'reviewQuality',
    'writeHandover',
  ],
  ruleAuthor: [
    'readSessions',
    'readCounts',
    'readDashboard',
    'readRules',
    'editRules',
    'publishRules',
    'readLists',
    'readModels',
    'trainModels',
    'promoteModels',
  ],
  compliance: [
    'readSessions',
    'readCounts',
    'readDashboard',
    'readExports',
    'createExports',
    'downloadExports',
    'readRules',
    'readLists',
    'readModels',
    'readCases',
    'readPersons',
    'approveReveals',
    'searchSessions',
    'readTeam',
  ],
  auditor: [
    'readSessions',
    'readCounts',
    'readDashboard',
    'readExports',
    'downloadExports',
    'readRules',
    'readLists',
    'readModels',
    'readCases',
  ],
  administrator: ['readSessions', 'readCounts', 'readDashboard', 'readExports', 'readRules', 'readModels'],
  registrar: ['recordProofings'],
} as const satisfies Record<ConsoleRole, readonly ConsoleAction[]>

export function may(role: ConsoleRole, action: ConsoleAction): boolean {
  const actions: readonly ConsoleAction[] = ACTIONS_OF[role]
  return actions.includes(action)
}

/** One that no role has does not compile. */
const ALL_ACTIONS: readonly (typeof ACTIONS_OF)[ConsoleRole][number][] = CONSOLE_ACTIONS

/** Everything that a role may do, in the order of CONSOLE_ACTIONS. */
export function actionsOf(role: ConsoleRole): ConsoleAction[] {
  return ALL_ACTIONS.filter((action) => may(role, action))
}
