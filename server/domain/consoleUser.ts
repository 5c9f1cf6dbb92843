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

/** Everything that a console user may be allowed; access/may says to whom. */
export const CONSOLE_ACTIONS = [
  'readSessions',
  'readAddresses',
  'reviewSessions',
  'readCounts',
  'readExports',
  'createExports',
  'downloadExports',
  'recordProofings',
  'readRules',
  'editRules',
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
  'readDashboard',
  'readTeam',
  'reviewQuality',
  'writeHandover',
] as const
export type ConsoleAction = (typeof CONSOLE_ACTIONS)[number]
