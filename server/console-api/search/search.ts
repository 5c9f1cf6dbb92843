/** POST /search: an opaque id by which GET /sessions?search=… lists what was found, for an hour. */

import { Router } from 'express'
import ipaddr from 'ipaddr.js'
import { type Search, search, searchBody } from '../../contract/queue.ts'
import { storeSearch } from '../../flow/review/search.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'

export function searchRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  router.post(
    '/search',
    guard(deps, 'searchSessions', async ({ user, request, response }) => {
      const { text } = parse(searchBody, request.body)
      // A bare number is no address, though `1` would be read as 0.0.0.1.
      const isAddress = /[.:]/.test(text) && ipaddr.isValid(text)
      const answer: Search = await storeSearch(deps, { text, user, isAddress })
      send(response.status(201), search, answer)
    }),
  )
  return router
}
