/** POST /sessions/:id/disposition: an analyst says what a session was. */

import { Router } from 'express'
import { pathOf } from '../contract/forms/formats.ts'
import * as contract from '../contract/queue.ts'
import { disposeSession } from '../flow/review/label.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { parse } from './parse.ts'
import { send } from './send.ts'

const path = pathOf<'session'>()

export function labelsRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  router.post(
    '/sessions/:id/disposition',
    guard(deps, 'labelSessions', async ({ user, request, response }) => {
      const { id } = parse(path, request.params)
      const { disposition } = parse(contract.dispositionBody, request.body)
      await disposeSession(deps, { sessionId: id, disposition, userId: user.id })
      send(response, contract.disposition, { disposition })
    }),
  )
  return router
}
