/** GET and POST /exports, GET /exports/:id, GET /exports/:id/file. */

import { pipeline } from 'node:stream/promises'
import { type Request, Router } from 'express'
import { mayExport, mayExportAny } from '../access/exportPermissions.ts'
import { may } from '../access/permissions.ts'
import * as contract from '../contract/exports.ts'
import { pathOf } from '../contract/forms/formats.ts'
import { pageQuery } from '../contract/forms/pages.ts'
import type { ConsoleUser } from '../domain/consoleUser.ts'
import type { ExportKind, ExportOrder, ExportRecord } from '../domain/export.ts'
import { AppError } from '../errors.ts'
import { eventTime } from '../eventTime.ts'
import { openExport, requestExport, whatIsExported } from '../flow/exports/export.ts'
import { findSearch } from '../flow/review/search.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { onlyOf } from './onlyOf.ts'
import { parse } from './parse.ts'
import { forUser } from './queue/sessionFilter.ts'
import { send } from './send.ts'
import { iso, isoOrNull } from './sessionToWire.ts'

const path = pathOf<'export'>()
const listQuery = pageQuery<'export'>()

const FILE_NAMES = {
  evidence: 'sessions',
  sessions: 'session-list',
  cases: 'cases',
  campaigns: 'campaigns',
  rules: 'rules',
  lists: 'lists',
  models: 'models',
} as const satisfies Record<ExportKind, string>

function exportToWire(record: ExportRecord, names: ReadonlyMap<string, string>): contract.ExportRecord {
  const { id, order, state, rowsDone, rowsTotal } = record
  return {
    id,
    ...whatIsExported(order),
    state,
    rowsDone,
    rowsTotal,
    from: order.kind === 'evidence' ? iso(order.from) : null,
    to: order.kind === 'evidence' ? iso(order.to) : null,
    requestedBy: names.get(record.requestedBy) ?? '',
    createdAt: iso(record.createdAt),
    finishedAt: isoOrNull(record.finishedAt),
  }
}

export function exportsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(records: readonly ExportRecord[]): Promise<contract.ExportRecord[]> {
    const names = await deps.consoleUsers.displayNames(records.map((record) => record.requestedBy))
    return records.map((record) => exportToWire(record, names))
  }

  /** @throws AppError badRequest that names the field; notFound where the search is no longer there. */
  async function orderOf(kind: ExportKind, user: ConsoleUser, request: Request): Promise<ExportOrder> {
    const body: unknown = request.body
    switch (kind) {
      case 'evidence':
        return parse(contract.evidenceBody, body)
      case 'sessions': {
        const { filter, search, withAddresses } = parse(contract.sessionsExportBody, body)
        const found = search === undefined ? {} : await findSearch(deps, user, search)
        return { kind, filter: { ...forUser(filter, user), ...found }, withAddresses }
      }
      case 'cases':
      case 'campaigns':
        return parse(contract.casesExportBody, body)
      case 'lists': {
        const { show, ...filter } = parse(contract.listsExportBody, body).filter
        return { kind, filter: { ...filter, inForceAt: show === 'all' ? null : eventTime(deps, request) } }
      }
      case 'rules':
        return parse(contract.rulesExportBody, body)
      case 'models':
        return parse(contract.modelsExportBody, body)
    }
  }

  /** Everybody's for who may read exports; one's own for who may export anything. @throws AppError forbidden. */
  function whose(user: ConsoleUser) {
    if (may(user.role, 'readExports')) return null
    if (mayExportAny(user.role)) return user.id
    throw new AppError('forbidden', 'Your role may not do this')
  }

  router.get(
    '/exports',
    guard(deps, 'anything', async ({ user, request, response }) => {
      const requestedBy = whose(user)
      const { cursor, limit } = parse(listQuery, request.query)
      const found = await deps.exports.list({ after: cursor, limit: limit + 1, requestedBy })
      const shown = found.slice(0, limit)
      const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null
      send(response, contract.exportRecords, { items: await toWire(shown), nextCursor })
    }),
  )

  router.post(
    '/exports',
    guard(deps, 'anything', async ({ user, request, response }) => {
      const which = parse(contract.exportKindBody, request.body)
      if (!mayExport(user.role, which)) throw new AppError('forbidden', 'Your role may not export this')
      const order = await orderOf(which.kind, user, request)
      const made = await requestExport(deps, { user, order })
      send(response.status(201), contract.exportRecord, onlyOf(await toWire([made])))
    }),
  )

  router.get(
    '/exports/:id',
    guard(deps, 'anything', async ({ user, request, response }) => {
      const requestedBy = whose(user)
      const found = await deps.exports.find(parse(path, request.params).id)
      if (found === null || (requestedBy !== null && found.requestedBy !== requestedBy))
        throw new AppError('notFound', 'There is no such export')
      send(response, contract.exportRecord, onlyOf(await toWire([found])))
    }),
  )

  router.get(
    '/exports/:id/file',
    // Who may fetch it depends on what is in it: openExport asks.
    guard(deps, 'anything', async ({ user, request, response }) => {
      const file = await openExport(deps, { user, id: parse(path, request.params).id })
      const { id, order } = file.export
      response.writeHead(200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="countersign-${FILE_NAMES[order.kind]}-${id}.csv"`,
        'Content-Length': file.bytes,
        'Cache-Control': 'no-store',
      })
      await pipeline(file.stream, response)
    }),
  )

  return router
}
