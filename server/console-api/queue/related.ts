/** GET /sessions/:id/related: what else was seen of the same address, network, phone, text and the like. */

import { Router } from 'express'
import { pathOf } from '../../contract/forms/formats.ts'
import { type Related, relatedSessions } from '../../contract/queue.ts'
import { AppError } from '../../errors.ts'
import { readRows } from '../../flow/review/readSessions.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { sessionItemToWire } from '../sessionToWire.ts'

const path = pathOf<'session'>()

export function relatedRouter(deps: ConsoleDependencies): Router {
  const router = Router()
  router.get(
    '/sessions/:id/related',
    guard(deps, 'readSessions', async ({ request, response }) => {
      const found = await deps.related.of(parse(path, request.params).id, deps.clock.now())
      if (found === null) throw new AppError('notFound', 'There is no such session')
      const ids = [...new Set(found.flatMap(({ newest }) => newest))]
      const rows = new Map((await readRows(deps, ids)).map((row) => [row.id, sessionItemToWire(row)]))
      const items = found.map(
        ({ newest, filter, ...related }): Related => ({
          ...related,
          filter: { ...filter },
          newest: newest.flatMap((id) => rows.get(id) ?? []),
        }),
      )
      send(response, relatedSessions, { items })
    }),
  )
  return router
}
