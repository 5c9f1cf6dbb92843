/** Recognises the phone by its access token, and remembers where it spoke from. */
import type { Request, RequestHandler, Response } from 'express'
import { AppError } from '../errors.ts'
import { eventTime } from '../eventTime.ts'
import type { CoreDependencies } from '../flow/dependencies.ts'
import { accessTokenHash } from '../flow/phone/accessToken.ts'
import { lastSeen } from '../flow/phone/lastSeen.ts'
import type { Phone } from '../flow/phone/phone.ts'
import { clientAddress } from './clientAddress.ts'

type Needs = Pick<CoreDependencies, 'accounts' | 'clock' | 'settings'>
export type Answer = { status: 200 | 201 | 202; body: object } | { status: 204 }

/**
 * @returns the phone, of an account in any state: one that was destroyed must be able to hear of it.
 * @throws AppError unauthorised.
 */
export async function phoneOf(deps: Needs, request: Request): Promise<Phone> {
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.get('authorization') ?? '')?.[1]
  const account = token === undefined ? null : await deps.accounts.findByAccessToken(accessTokenHash(token))
  if (account === null) throw new AppError('unauthorised', 'The access token is missing or wrong')
  const language = preferredLanguage(request) ?? account.device.language
  return {
    account: { ...account, device: { ...account.device, language } },
    ip: clientAddress(request),
    at: eventTime(deps, request),
  }
}

/** The language that the app speaks now, which may be another than when it enrolled. Null: it does not say. */
function preferredLanguage(request: Request): string | null {
  const [tag] = request.acceptsLanguages()
  return tag !== undefined && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) ? tag : null
}

/** The phone's own act is weighed against where it was before, so the new place is remembered afterwards. */
export function asPhone(
  deps: Needs,
  act: (phone: Phone, request: Request) => Promise<Answer>,
): RequestHandler {
  return async (request, response) => {
    const phone = await phoneOf(deps, request)
    const answer = await act(phone, request)
    await lastSeen(deps, phone)
    send(response, answer)
  }
}

/** A phone that waits is seen when it begins to. */
export function asWaitingPhone(
  deps: Needs,
  wait: (phone: Phone, request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const phone = await phoneOf(deps, request)
    await lastSeen(deps, phone)
    await wait(phone, request, response)
  }
}

export function send(response: Response, answer: Answer): void {
  if (answer.status === 204) response.status(204).end()
  else response.status(answer.status).json(answer.body)
}
