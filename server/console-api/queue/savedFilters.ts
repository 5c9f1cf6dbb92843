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
import { AppError } from '../../errors.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'

const path = pathOf<'savedFilter'>()

const NOT_THEIRS = 'There is no such saved filter of yours'

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
      const id = deps.random.id<'savedFilter'>()
      const body = parse(newSavedFilterBody, request.body)
      await deps.savedFilters.create({ id, userId: user.id, ...body })
      const answer: SavedFilter = { id, ...body, by: user.displayName, isOwn: true }
      send(response.status(201), savedFilter, answer)
    }),
  )

  router.patch(
    '/saved-filters/:id',
    guard(deps, 'readSessions', async ({ user, request, response }) => {
      const { id } = parse(path, request.params)
      const isChanged = await deps.savedFilters.change(
        id,
        user.id,
        parse(savedFilterChangeBody, request.body),
      )
      if (!isChanged) throw new AppError('notFound', NOT_THEIRS)
      send(response, done, { result: 'done' })
    }),
  )

  router.delete(
    '/saved-filters/:id',
    guard(deps, 'readSessions', async ({ user, request, response }) => {
      const isRemoved = await deps.savedFilters.remove(parse(path, request.params).id, user.id)
      if (!isRemoved) throw new AppError('notFound', NOT_THEIRS)
      send(response, done, { result: 'done' })
    }),
  )

  return router
}
