/** react-admin's auth provider over the console's cookie. */
import { type AuthProvider, HttpError } from 'react-admin'
import { credentials, signedIn, type User } from '../../../server/contract/user.ts'
import type { ConsoleAction } from '../../../server/domain/consoleUser.ts'
import { callApi, send } from './http.ts'

/** Asked once, then remembered until somebody signs in or out. */
let remembered: Promise<User> | null = null

function whoAmI(): Promise<User> {
  remembered ??= callApi(signedIn, '/me').then(
    (answer) => answer.user,
    (error: unknown) => {
      remembered = null
      throw error
    },
  )
  return remembered
}

/** What an action on a page needs of the role, of several any one; what is not here is open to whoever is signed in. */
const NEEDS: Record<string, ConsoleAction | readonly ConsoleAction[]> = {
  'dashboard.list': 'readDashboard',
  'sessions.list': 'readSessions',
  'sessions.show': 'readSessions',
  'sessions.review': 'reviewSessions',
  'sessions.reviewInBulk': 'reviewInBulk',
  'sessions.search': 'searchSessions',
  'sessions.readAddresses': 'readAddresses',
  'cases.list': 'readCases',
  'cases.show': 'readCases',
  'cases.work': 'workCases',
  'cases.lead': 'leadCases',
  'campaigns.list': 'readCases',
  'campaigns.show': 'readCases',
  'persons.list': 'readPersons',
  'persons.show': 'readPersons',
  'persons.reveal': 'revealPersons',
  'reveals.list': 'approveReveals',
  'rules.list': 'readRules',
  'rules.edit': 'editRules',
  'rules.create': 'editRules',
  'rules.publish': 'publishRules',
  'rules.suppress': 'suppressRules',
  'lists.list': 'readLists',
  'lists.edit': 'editLists',
  'models.list': 'readModels',
  'replays.list': 'readRules',
  'models.train': 'trainModels',
  'models.promote': 'promoteModels',
  'team.list': ['readTeam', 'writeHandover'],
  'team.read': 'readTeam',
  'team.judge': 'reviewQuality',
  'team.handOver': 'writeHandover',
  // Whoever reads a list may have it as a file, and then looks at their own exports.
  'exports.list': ['readExports', 'readSessions', 'readCases', 'readRules', 'readLists', 'readModels'],
  'exports.listAll': 'readExports',
  'exports.create': 'createExports',
  'exports.download': 'downloadExports',
}

export const authProvider: AuthProvider = {
  async login(given: unknown) {
    const answer = await callApi(signedIn, '/login', { method: 'POST', body: credentials.parse(given) })
    remembered = Promise.resolve(answer.user)
  },

  async logout() {
    remembered = null
    // Nobody was signed in, or nobody answers: either way this browser forgets.
    await send('/logout', { method: 'POST', body: {} }).catch(() => undefined)
  },

  async checkAuth() {
    await whoAmI()
  },

  async checkError(error: unknown) {
    if (error instanceof HttpError && error.status === 401) {
      remembered = null
      throw error
    }
  },

  async getIdentity() {
    const { id, displayName } = await whoAmI()
    return { id, fullName: displayName }
  },

  async getPermissions() {
    return (await whoAmI()).role
  },

  async canAccess({ resource, action }) {
    const needed = NEEDS[`${resource}.${action}`]
    if (needed === undefined) return true
    const { may } = await whoAmI()
    return [needed].flat().some((action) => may.includes(action))
  },
}
