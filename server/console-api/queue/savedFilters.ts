/** GET and POST /saved-filters, PATCH and DELETE /saved-filters/:id. */
import { Router } from 'express'
import { z } from 'zod'
import { isUuid, toId } from '../../domain/ids.ts'
import { SESSION_ORDERS } from '../../domain/sessions/sessionQuery.ts'
import { AppError } from '../../errors.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { sessionFilter } from './sessionFilter.ts'
import type { SavedFilterWire } from './wire.ts'

const path = z.object({
  id: z
    .string()
    .refine(isUuid, 'must be a UUID')
    .transform(toId<'savedFilter'>),
})

/** Checked by the list's own schema, and kept as it came: it must be what the list takes. */
const filterAsSent = z.record(z.string(), z.unknown()).superRefine((filter, context) => {
  const parsed = sessionFilter.safeParse(filter)
  if (parsed.success) return
  for (const { path: where, message } of parsed.error.issues) {
    context.addIssue({ code: 'custom', path: where, message })
  }
})
const query = z.strictObject({ filter: filterAsSent, sort: z.enum(SESSION_ORDERS).default('urgency') })
const name = z.string().trim().min(1, 'must not be empty').max(80, 'must have at most 80 characters')
const newBody = z.strictObject({ name, query, shared: z.boolean().default(false) })
const changeBody = z
  .strictObject({
    name: name.exactOptional(),
    query: query.exactOptional(),
    shared: z.boolean().exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'must change name, query or shared')

const NOT_THEIRS = 'There is no such saved filter of yours'

export function savedFiltersRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  router.get(
    '/saved-filters',
    guard(deps, 'readSessions', async ({ user, response }) => {
      const items = (await deps.savedFilters.list(user.id)).map(
        ({ userId, ...saved }): SavedFilterWire => ({ ...saved, isOwn: userId === user.id }),
      )
      response.json({ items })
    }),
  )

  router.post(
    '/saved-filters',
    guard(deps, 'readSessions', async ({ user, request, response }) => {
      const id = deps.random.id<'savedFilter'>()
      const body = parse(newBody, request.body)
      await deps.savedFilters.create({ id, userId: user.id, ...body })
      const answer: SavedFilterWire = { id, ...body, by: user.displayName, isOwn: true }
      response.status(201).json(answer)
    }),
  )

  router.patch(
    '/saved-filters/:id',
    guard(deps, 'readSessions', async ({ user, request, response }) => {
      const { id } = parse(path, request.params)
      const isChanged = await deps.savedFilters.change(id, user.id, parse(changeBody, request.body))
      if (!isChanged) throw new AppError('notFound', NOT_THEIRS)
      response.json({ result: 'done' })
    }),
  )

  router.delete(
    '/saved-filters/:id',
    guard(deps, 'readSessions', async ({ user, request, response }) => {
      const isRemoved = await deps.savedFilters.remove(parse(path, request.params).id, user.id)
      if (!isRemoved) throw new AppError('notFound', NOT_THEIRS)
      response.json({ result: 'done' })
    }),
  )

  return router
}
