/** Who is asking, and may they? Every route but the log-in goes through here. */
import type { Request, RequestHandler, Response } from 'express'
import { may } from '../access/permissions.ts'
import type { ConsoleAction, ConsoleUser } from '../domain/consoleUser.ts'
import { AppError } from '../errors.ts'
import { readCookie } from './cookie.ts'
import type { ConsoleDependencies } from './dependencies.ts'

export type GuardedRequest = { user: ConsoleUser; token: string; request: Request; response: Response }

/** @throws AppError unauthorised where nobody is signed in. */
export async function recognise(deps: ConsoleDependencies, request: Request) {
  const token = readCookie(request)
  const user = token === null ? null : await deps.consoleUsers.findByToken(token, deps.clock.now())
  if (token === null || user === null) throw new AppError('unauthorised', 'Sign in first')
  return { token, user }
}

/** A route for whoever is signed in and may do `action`; `anything`: just signed in. */
export function guard(
  deps: ConsoleDependencies,
  action: ConsoleAction | 'anything',
  answer: (guarded: GuardedRequest) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const { token, user } = await recognise(deps, request)
    if (action !== 'anything' && !may(user.role, action)) {
      throw new AppError('forbidden', 'Your role may not do this')
    }
    await answer({ user, token, request, response })
  }
}

export const REQUESTED_WITH = 'countersign'

/**
 * A page of another site can send a form with the cookie of a careless browser, but not this header, unless
 * we allowed it by CORS, which we never do.
 */
export const requireOwnPage: RequestHandler = (request, _response, next) => {
  const changes = request.method !== 'GET' && request.method !== 'HEAD'
  if (changes && request.get('x-requested-with') !== REQUESTED_WITH) {
    throw new AppError('forbidden', 'The header X-Requested-With is missing')
  }
  next()
}
