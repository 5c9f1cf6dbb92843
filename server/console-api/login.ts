/** POST /login, POST /logout, GET /me. */

import { Router } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { actionsOf } from '../access/permissions.ts'
import * as contract from '../contract/user.ts'
import type { ConsoleUser } from '../domain/consoleUser.ts'
import { AppError } from '../errors.ts'
import { signIn, signOut } from '../flow/team/signIn.ts'
import { clearCookie, setCookie } from './cookie.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { parse } from './parse.ts'
import { send } from './send.ts'

/** Tries that one address, and one name, have in a quarter of an hour; a right password gives its try back. */
export const TRIES_OF_ADDRESS = 50
export const TRIES_OF_NAME = 10
const WINDOW_SECONDS = 15 * 60

export function toUserWire(user: ConsoleUser): contract.User {
  return { ...user, may: actionsOf(user.role) }
}

export function loginRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  const byAddress = new RateLimiterMemory({ points: TRIES_OF_ADDRESS, duration: WINDOW_SECONDS })
  const byName = new RateLimiterMemory({ points: TRIES_OF_NAME, duration: WINDOW_SECONDS })

  router.post('/login', async (request, response) => {
    const { username, password } = parse(contract.credentials, request.body)
    const address = request.ip ?? ''
    // Counted before the password is looked at, so that many tries at once are many tries.
    await take(byAddress, address)
    await take(byName, username)
    const signedIn = await signIn(deps, { username, password })
    if (signedIn === null) throw new AppError('unauthorised', 'This name and password do not belong together')
    await byAddress.reward(address)
    await byName.delete(username)
    setCookie(request, response, signedIn.token, signedIn.expiresAt)
    send(response, contract.signedIn, { user: toUserWire(signedIn.user) })
  })

  router.post(
    '/logout',
    guard(deps, 'anything', async ({ user, token, request, response }) => {
      await signOut(deps, user, token)
      clearCookie(request, response)
      response.status(204).end()
    }),
  )

  router.get(
    '/me',
    guard(deps, 'anything', async ({ user, response }) => {
      send(response, contract.signedIn, { user: toUserWire(user) })
    }),
  )

  return router
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    throw new AppError('tooManyRequests', 'Too many tries. Wait a quarter of an hour, then try again.')
  }
}
