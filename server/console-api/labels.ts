/** POST /sessions/:id/disposition: an analyst says what a session was. */
import { Router } from 'express'
import { z } from 'zod'
import { isUuid, toId } from '../domain/ids.ts'
import { DISPOSITIONS } from '../domain/sessions/label.ts'
import { disposeSession } from '../flow/review/label.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { parse } from './parse.ts'

const path = z.object({
  id: z
    .string()
    .refine(isUuid, 'must be a UUID')
    .transform(toId<'session'>),
})
const body = z.strictObject({
  disposition: z.enum(DISPOSITIONS, `must be one of ${DISPOSITIONS.join(', ')}`),
})

export function labelsRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  router.post(
    '/sessions/:id/disposition',
    guard(deps, 'labelSessions', async ({ user, request, response }) => {
      const { id } = parse(path, request.params)
      const { disposition } = parse(body, request.body)
      await disposeSession(deps, { sessionId: id, disposition, userId: user.id })
      response.json({ disposition })
    }),
  )
  return router
}
