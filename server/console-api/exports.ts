/** GET and POST /exports, GET /exports/:id, POST /exports/:id/cancel, GET /exports/:id/file. */
import { pipeline } from 'node:stream/promises'
import { type Request, Router } from 'express'
import { z } from 'zod'
import { mayExport, mayExportAny } from '../access/exportPermissions.ts'
import { may } from '../access/permissions.ts'
import { mayCancelKind } from '../access/runPermissions.ts'
import type { ConsoleUser } from '../domain/consoleUser.ts'
import { EXPORT_KINDS, type ExportKind, type ExportOrder } from '../domain/export.ts'
import { type ExportId, isUuid, toId } from '../domain/ids.ts'
import { LIST_KINDS } from '../domain/listEntry.ts'
import type { Run } from '../domain/run.ts'
import { OUTCOMES } from '../domain/sessions/decision.ts'
import { DAY_MS, fromDate } from '../domain/time.ts'
import { AppError } from '../errors.ts'
import { eventTime } from '../eventTime.ts'
import { openExport, requestExport, whatIsExported } from '../flow/exports/exports.ts'
import { findSearch } from '../flow/review/search.ts'
import { cancelRun } from '../flow/runs/cancelRun.ts'
import { readRun } from '../flow/runs/readRun.ts'
import { searchBody as caseSearchBody } from './cases/schemas.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { parse } from './parse.ts'
import { forUser, sessionFilter } from './queue/sessionFilter.ts'
import { runToWire } from './runs/toWire.ts'
import { searchId } from './search/search.ts'
import { iso } from './sessionToWire.ts'
import type { ExportWire } from './wire.ts'

const LONGEST_PERIOD_DAYS = 366

const id = z
  .string()
  .refine(isUuid, 'must be a UUID')
  .transform(toId<'export'>)
const path = z.object({ id })
const time = z.iso.datetime({ offset: true }).transform((text) => fromDate(new Date(text)))
const listQuery = z.object({
  cursor: id.nullable().default(null),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** The kind says who may, so it is read before the rest is looked at. */
const whichBody = z.looseObject({
  kind: z.enum(EXPORT_KINDS, `must be one of ${EXPORT_KINDS.join(', ')}`).default('evidence'),
  withAddresses: z.boolean().default(false),
})
const evidenceBody = z
  .strictObject({ kind: z.literal('evidence').default('evidence'), from: time, to: time })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
  .refine(({ from, to }) => to - from <= LONGEST_PERIOD_DAYS * DAY_MS, {
    path: ['to'],
    message: `must be at most ${LONGEST_PERIOD_DAYS} days after from`,
  })
/** As GET /sessions takes it. */
const sessionsBody = z.strictObject({
  kind: z.literal('sessions'),
  filter: sessionFilter.default({}),
  search: searchId.optional(),
  withAddresses: z.boolean().default(false),
})
/** As POST /cases/search takes it. */
const casesBody = z.strictObject({
  kind: z.enum(['cases', 'campaigns']),
  filter: caseSearchBody.shape.filter,
})
/** As GET /lists takes it. */
const listsBody = z.strictObject({
  kind: z.literal('lists'),
  filter: z
    .strictObject({
      kind: z.enum(LIST_KINDS).nullable().default(null),
      effect: z.enum(OUTCOMES).nullable().default(null),
      show: z.enum(['inForce', 'all']).default('inForce'),
    })
    .prefault({}),
})
const wholeBody = <Kind extends 'rules' | 'models'>(kind: Kind) => z.strictObject({ kind: z.literal(kind) })

const FILE_NAMES = {
  evidence: 'sessions',
  sessions: 'session-list',
  cases: 'cases',
  campaigns: 'campaigns',
  rules: 'rules',
  lists: 'lists',
  models: 'models',
} as const satisfies Record<ExportKind, string>

function exportToWire(run: Run<'export'>, user: ConsoleUser, names: ReadonlyMap<string, string>): ExportWire {
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

  async function toWire(user: ConsoleUser, runs: readonly Run<'export'>[]): Promise<ExportWire[]> {
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
        return parse(evidenceBody, body)
      case 'sessions': {
        const { filter, search, withAddresses } = parse(sessionsBody, body)
        const found = search === undefined ? {} : await findSearch(deps, user, search)
        return { kind, filter: { ...forUser(filter, user), ...found }, withAddresses }
      }
      case 'cases':
      case 'campaigns':
        return parse(casesBody, body)
      case 'lists': {
        const { show, ...filter } = parse(listsBody, body).filter
        return { kind, filter: { ...filter, inForceAt: show === 'all' ? null : eventTime(deps, request) } }
      }
      case 'rules':
        return parse(wholeBody('rules'), body)
      case 'models':
        return parse(wholeBody('models'), body)
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
      response.json({ items: await toWire(user, shown), nextCursor })
    }),
  )

  router.post(
    '/exports',
    guard(deps, 'anything', async ({ user, request, response }) => {
      const which = parse(whichBody, request.body)
      if (!mayExport(user.role, which)) throw new AppError('forbidden', 'Your role may not export this')
      const order = await orderOf(which.kind, user, request)
      const made = await requestExport(deps, { user, order })
      response.status(201).json((await toWire(user, [made]))[0])
    }),
  )

  router.get(
    '/exports/:id',
    guard(deps, 'anything', async ({ user, request, response }) => {
      const found = await visible(user, parse(path, request.params).id)
      response.json((await toWire(user, [found]))[0])
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
      response.json((await toWire(user, [await readRun(deps, 'export', id)]))[0])
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
