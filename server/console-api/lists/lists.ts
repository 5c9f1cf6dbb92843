/** GET and POST /lists, PATCH and DELETE /lists/:id. What is listed is sent in the body, and is never answered. */

import { Router } from 'express'
import { pathOf } from '../../contract/forms/formats.ts'
import * as contract from '../../contract/lists.ts'
import type { ListEntry } from '../../domain/listEntry.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { eventTime } from '../../eventTime.ts'
import { addListEntry, changeListEntry, removeListEntry } from '../../flow/lists/keepLists.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { onlyOf } from '../onlyOf.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { iso, isoOrNull } from '../sessionToWire.ts'

const path = pathOf<'listEntry'>()

export function listsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(entries: readonly ListEntry[]): Promise<contract.ListEntry[]> {
    const authors = entries.flatMap(({ author }) => (author === null ? [] : [author]))
    const [people, names] = await Promise.all([
      deps.consoleUsers.displayNames(authors),
      deps.lists.namesOf(entries),
    ])
    return entries.map(({ valueKey, author, expiresAt, createdAt, changedAt, ...entry }) => ({
      ...entry,
      name: names.get(valueKey) ?? null,
      author: author === null ? null : (people.get(author) ?? ''),
      expiresAt: isoOrNull(expiresAt),
      createdAt: iso(createdAt),
      changedAt: iso(changedAt),
    }))
  }

  router.get(
    '/lists',
    guard(deps, 'readLists', async ({ request, response }) => {
      const { kind, effect, show, cursor, limit } = parse(contract.listQuery, request.query)
      const inForceAt = show === 'all' ? null : eventTime(deps, request)
      const found = await deps.lists.list({ kind, effect, inForceAt, before: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null
      send(response, contract.listEntries, { items: await toWire(shown), nextCursor })
    }),
  )

  router.post(
    '/lists',
    guard(deps, 'editLists', async ({ user, request, response }) => {
      const order = parse(contract.newListEntryBody, request.body)
      requireFuture(order.expiresAt, eventTime(deps, request))
      send(
        response.status(201),
        contract.listEntry,
        onlyOf(await toWire([await addListEntry(deps, { user, ...order })])),
      )
    }),
  )

  router.patch(
    '/lists/:id',
    guard(deps, 'editLists', async ({ user, request, response }) => {
      const change = parse(contract.listEntryChangeBody, request.body)
      requireFuture(change.expiresAt ?? null, eventTime(deps, request))
      const changed = await changeListEntry(deps, { user, id: parse(path, request.params).id, change })
      if (changed === null) throw new AppError('notFound', 'There is no such entry')
      send(response, contract.listEntry, onlyOf(await toWire([changed])))
    }),
  )

  router.delete(
    '/lists/:id',
    guard(deps, 'editLists', async ({ user, request, response }) => {
      const removed = await removeListEntry(deps, { user, id: parse(path, request.params).id })
      if (!removed) throw new AppError('notFound', 'There is no such entry')
      response.status(204).end()
    }),
  )

  return router
}

function requireFuture(expiresAt: Instant | null, now: Instant): void {
  if (expiresAt === null || expiresAt > now) return
  throw new AppError('badRequest', 'The request is not understood', {
    fields: [{ field: 'expiresAt', message: 'must be later than now' }],
  })
}
