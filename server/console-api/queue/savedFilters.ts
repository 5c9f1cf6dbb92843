/** GET and POST /saved-filters, PATCH and DELETE /saved-filters/:id. */

import { Router } from 'express'
import { done } from '../../contract/forms/done.ts'
import { pathOf } from '../../contract/forms/formats.ts'
import {
  newSavedFilterBody,
  type SavedFilter,
  savedFilter,
  savedFilterChangeBody,
  savedFilters,
} from '../../contract/queue.ts'
import { changeFilter, removeFilter, saveFilter } from '../../flow/review/savedFilters.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'

const path = pathOf<'savedFilter'>()

export function savedFiltersRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  router.get(
    '/saved-filters',
    guard(deps, 'readSessions', async ({ user, response }) => {
      const items = (await deps.savedFilters.list(user.id)).map(
        ({ userId, ...saved }): SavedFilter => ({ ...saved, isOwn: userId === user.id }),
      )
      send(response, savedFilters, { items })
    }),
  )

  router.post(
    '/saved-filters',
    guard(deps, 'readSessions', async ({ user, request, response }) => {
      const { userId, ...saved } = await saveFilter(deps, user, parse(newSavedFilterBody, request.body))
      send(response.status(201), savedFilter, { ...saved, isOwn: true })
    }),
  )

  router.patch(
    '/saved-filters/:id',
    guard(deps, 'readSessions', async ({ user, request, response }) => {
      const { id } = parse(path, request.params)
      await changeFilter(deps, { user, id, change: parse(savedFilterChangeBody, request.body) })
      send(response, done, { result: 'done' })
    }),
  )

  router.delete(
    '/saved-filters/:id',
    guard(deps, 'readSessions', async ({ user, request, response }) => {
      await removeFilter(deps, { user, id: parse(path, request.params).id })
      send(response, done, { result: 'done' })
    }),
  )

  return router
}
