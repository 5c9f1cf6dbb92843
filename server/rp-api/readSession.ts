/** The status of a session: the long poll of both versions. */
import type { Request, Response } from 'express'
import type { RelyingPartyId } from '../domain/ids.ts'
import { type SessionId, toId } from '../domain/ids.ts'
import type { ApiVersion } from '../domain/sessions/session.ts'
import { AppError } from '../errors.ts'
import { eventTime } from '../eventTime.ts'
import type { Dependencies } from '../flow/dependencies.ts'
import { awaitSession, type SessionOutcome } from '../flow/request/awaitSession.ts'
import { isAllowedAddress } from './isAllowedAddress.ts'
import { parseField } from './parse.ts'
import { timeoutMs } from './schemas/addresses.ts'
import { uuid } from './schemas/members.ts'

/** Unknown, over, of another version and asked for from a foreign address all look the same. @throws AppError notFound. */
export async function readSession(
  deps: Dependencies,
  request: Request,
  response: Response,
  apiVersion: ApiVersion,
): Promise<SessionOutcome> {
  const sessionId = toId<'session'>(parseField(uuid, 'sessionID', request.params['sessionId']))
  const patience = parseField(timeoutMs, 'timeoutMs', request.query['timeoutMs'])
  const relyingPartyId = await ownerOf(deps, request, sessionId, apiVersion)
  const outcome =
    relyingPartyId === null
      ? null
      : await awaitSession(deps, {
          sessionId,
          relyingPartyId,
          timeoutMs: patience,
          occurredAt: eventTime(deps, request),
          signal: hangUp(response),
        })
  if (outcome === null) throw new AppError('notFound', 'No such session')
  return outcome
}

/** The request names no relying party: its address must be one of the relying party that owns the session. */
async function ownerOf(
  deps: Dependencies,
  request: Request,
  sessionId: SessionId,
  apiVersion: ApiVersion,
): Promise<RelyingPartyId | null> {
  const session = await deps.sessions.find(sessionId)
  if (session === null || session.apiVersion !== apiVersion) return null
  const owner = await deps.relyingParties.find(session.relyingParty.uuid, session.relyingParty.name)
  return owner !== null && isAllowedAddress(request.ip, owner.allowedNetworks) ? owner.id : null
}

/** Aborted when the caller hangs up, so that nobody is waited for in vain. */
function hangUp(response: Response): AbortSignal {
  const controller = new AbortController()
  response.once('close', () => controller.abort())
  return controller.signal
}
