/** GET and POST /exports, GET /exports/:id, POST /exports/:id/cancel, GET /exports/:id/file. */

import { pipeline } from 'node:stream/promises'
import { type Request, Router } from 'express'
import { mayExport, mayExportAny } from '../access/exportPermissions.ts'
import { may } from '../access/permissions.ts'
import { mayCancelKind } from '../access/runPermissions.ts'
import * as contract from '../contract/exports.ts'
import { pathOf } from '../contract/forms/formats.ts'
import { pageQuery } from '../contract/forms/pages.ts'
import type { ConsoleUser } from '../domain/consoleUser.ts'
import type { ExportId } from '../domain/ids.ts'
import type { ExportKind, ExportOrder } from '../domain/runs/export.ts'
import type { Run } from '../domain/runs/run.ts'
import { AppError } from '../errors.ts'
import { eventTime } from '../eventTime.ts'
import { openExport, requestExport, whatIsExported } from '../flow/exports/exports.ts'
import { findSearch } from '../flow/review/search.ts'
import { cancelRun } from '../flow/runs/cancelRun.ts'
import { readRun } from '../flow/runs/readRun.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { onlyOf } from './onlyOf.ts'
import { parse } from './parse.ts'
import { forUser } from './queue/sessionFilter.ts'
import { runToWire } from './runs/toWire.ts'
import { send } from './send.ts'
import { iso } from './sessionToWire.ts'

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

function exportToWire(
  run: Run<'export'>,
  user: ConsoleUser,
  names: ReadonlyMap<string, string>,
): contract.ExportRecord {
  const { request } = run
  return {
    ...runToWire(run, user, names),
    ...whatIsExported(request),
    from: request.kind === 'evidence' ? iso(request.from) : null,
    to: request.kind === 'evidence' ? iso(request.to) : null,
  }
}

export function exportsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(user: ConsoleUser, runs: readonly Run<'export'>[]): Promise<contract.ExportRecord[]> {
    const ids = runs.flatMap(({ requestedBy }) => requestedBy ?? [])
    const names = await deps.consoleUsers.displayNames(ids)
    return runs.map((run) => exportToWire(run, user, names))
  }

  /** @throws AppError notFound where it is not there, or not for this user to see. */
  async function visible(user: ConsoleUser, id: ExportId): Promise<Run<'export'>> {
    const requestedBy = whose(user)
    const run = await readRun(deps, 'export', id)
    if (requestedBy === null || run.requestedBy === requestedBy) return run
    throw new AppError('notFound', 'There is no such export')
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
      const found = await deps.runs.list('export', { before: cursor, limit: limit + 1, requestedBy })
      const shown = found.slice(0, limit)
      const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null
      send(response, contract.exportRecords, { items: await toWire(user, shown), nextCursor })
    }),
  )

  router.post(
    '/exports',
    guard(deps, 'anything', async ({ user, request, response }) => {
      const which = parse(contract.exportKindBody, request.body)
      if (!mayExport(user.role, which)) throw new AppError('forbidden', 'Your role may not export this')
      const order = await orderOf(which.kind, user, request)
      const made = await requestExport(deps, { user, order })
      send(response.status(201), contract.exportRecord, onlyOf(await toWire(user, [made])))
    }),
  )

  router.get(
    '/exports/:id',
    guard(deps, 'anything', async ({ user, request, response }) => {
      const found = await visible(user, parse(path, request.params).id)
      send(response, contract.exportRecord, onlyOf(await toWire(user, [found])))
    }),
  )

  router.post(
    '/exports/:id/cancel',
    // Everybody may cancel their own: whose it is decides.
    guard(deps, 'anything', async ({ user, request, response }) => {
      const { id } = parse(path, request.params)
      const found = await visible(user, id)
      if (!mayCancelKind('export', user, found)) throw new AppError('forbidden', 'Your role may not do this')
      await cancelRun(deps, 'export', { user, id })
      send(response, contract.exportRecord, onlyOf(await toWire(user, [await readRun(deps, 'export', id)])))
    }),
  )

  router.get(
    '/exports/:id/file',
    // Who may fetch it depends on what is in it: openExport decides.
    guard(deps, 'anything', async ({ user, request, response }) => {
      const file = await openExport(deps, { user, id: parse(path, request.params).id })
      const { id, request: order } = file.run
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
