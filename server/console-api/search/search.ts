/** POST /search: an opaque id by which GET /sessions?search=… lists what was found, for an hour. */
import { Router } from 'express'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { isUuid, toId } from '../../domain/ids.ts'
import { storeSearch } from '../../flow/review/search.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'

const body = z.strictObject({
  text: z
    .string()
    .trim()
    .min(2, 'must have at least 2 characters')
    .max(200, 'must have at most 200 characters'),
})

export const searchId = z
  .string()
  .refine(isUuid, 'must be the id of an earlier search')
  .transform(toId<'search'>)

export function searchRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  router.post(
    '/search',
    guard(deps, 'searchSessions', async ({ user, request, response }) => {
      const { text } = parse(body, request.body)
      // A bare number is no address, though `1` would be read as 0.0.0.1.
      const isAddress = /[.:]/.test(text) && ipaddr.isValid(text)
      response.status(201).json(await storeSearch(deps, { text, user, isAddress }))
    }),
  )
  return router
}
