/** The console's cookie: a random token, out of reach of scripts and of other sites. */
import type { Request, Response } from 'express'
import type { Instant } from '../domain/time.ts'
import { toDate } from '../domain/time.ts'

export const COOKIE = 'countersign_console'

export function readCookie(request: Request): string | null {
  for (const pair of (request.get('cookie') ?? '').split(';')) {
    const [name, value] = pair.split('=', 2)
    if (name?.trim() === COOKIE && value !== undefined && /^[\w-]{20,100}$/.test(value.trim()))
      return value.trim()
  }
  return null
}

export function setCookie(request: Request, response: Response, token: string, expiresAt: Instant): void {
  response.cookie(COOKIE, token, { ...attributes(request), expires: toDate(expiresAt) })
}

export function clearCookie(request: Request, response: Response): void {
  response.clearCookie(COOKIE, attributes(request))
}

function attributes(request: Request) {
  return { httpOnly: true, sameSite: 'strict', path: '/console-api', secure: request.secure } as const
}
