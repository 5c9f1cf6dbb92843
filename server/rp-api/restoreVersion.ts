/**
 * Clients that resolve their addresses as browsers do (RFC 3986 §5.3) lose the last part of a base address
 * without a slash at its end: `…/smart-id-rp/v2` and `session/1` make `…/smart-id-rp/session/1`. The versions
 * share no address but the status of a session and the feedback on it, and a session knows its own version.
 */
import type { RequestHandler } from 'express'
import { isUuid, toId } from '../domain/ids.ts'
import type { ApiVersion } from '../domain/sessions/session.ts'
import type { Dependencies } from '../flow/dependencies.ts'

const V3_ONLY =
  /^\/(authentication\/(device-link|notification)|signature\/(device-link|notification|certificate|certificate-choice))\//
const V2_ONLY = /^\/(authentication|signature|certificatechoice)\/(etsi|document|private)\//
const SESSION = /^\/session\/([^/]+)(\/feedback)?\/?$/

export function restoreVersion(deps: Pick<Dependencies, 'sessions'>): RequestHandler {
  return async (request, _response, next) => {
    const version = versionOf(request.path) ?? (await versionOfSession(deps, request.path))
    if (version !== null) request.url = `/${version}${request.url}`
    next()
  }
}

/** Null where the address has its version, or says nothing of it. */
export function versionOf(path: string): ApiVersion | null {
  if (V3_ONLY.test(path)) return 'v3'
  return V2_ONLY.test(path) ? 'v2' : null
}

async function versionOfSession(
  deps: Pick<Dependencies, 'sessions'>,
  path: string,
): Promise<ApiVersion | null> {
  const id = SESSION.exec(path)?.[1]?.toLowerCase()
  if (id === undefined || !isUuid(id)) return null
  return (await deps.sessions.find(toId<'session'>(id)))?.apiVersion ?? null
}
