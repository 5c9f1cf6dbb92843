/** GET and POST /exports, GET /exports/:id, GET /exports/:id/file. */
import { pipeline } from 'node:stream/promises'
import { Router } from 'express'
import { z } from 'zod'
import { isUuid, toId } from '../domain/ids.ts'
import { DAY_MS, fromDate } from '../domain/time.ts'
import { AppError } from '../errors.ts'
import { openExport, requestExport } from '../flow/export.ts'
import type { ExportRecord } from '../stores/exports.ts'
import type { ConsoleDependencies } from './dependencies.ts'
import { guard } from './guard.ts'
import { parse } from './parse.ts'
import { iso, isoOrNull } from './sessionToWire.ts'
import type { ExportWire } from './wire.ts'

const LONGEST_PERIOD_DAYS = 366

const id = z
  .string()
  .refine(isUuid, 'must be a UUID')
  .transform(toId<'export'>)
const path = z.object({ id })
const time = z.iso.datetime({ offset: true }).transform((text) => fromDate(new Date(text)))
const order = z
  .strictObject({ from: time, to: time })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
  .refine(({ from, to }) => to - from <= LONGEST_PERIOD_DAYS * DAY_MS, {
    path: ['to'],
    message: `must be at most ${LONGEST_PERIOD_DAYS} days after from`,
  })
const listQuery = z.object({
  cursor: id.nullable().default(null),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

function exportToWire(record: ExportRecord, names: ReadonlyMap<string, string>): ExportWire {
  const { id, state, rowsDone, rowsTotal } = record
  return {
    id,
    state,
    rowsDone,
    rowsTotal,
    from: iso(record.from),
    to: iso(record.to),
    requestedBy: names.get(record.requestedBy) ?? '',
    createdAt: iso(record.createdAt),
    finishedAt: isoOrNull(record.finishedAt),
  }
}

export function exportsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(records: readonly ExportRecord[]): Promise<ExportWire[]> {
    const names = await deps.consoleUsers.displayNames(records.map((record) => record.requestedBy))
    return records.map((record) => exportToWire(record, names))
  }

  router.get(
    '/exports',
    guard(deps, 'readExports', async ({ request, response }) => {
      const { cursor, limit } = parse(listQuery, request.query)
      const found = await deps.exports.list({ after: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null
      response.json({ items: await toWire(shown), nextCursor })
    }),
  )

  router.post(
    '/exports',
    guard(deps, 'createExports', async ({ user, request, response }) => {
      const made = await requestExport(deps, { user, ...parse(order, request.body) })
      response.status(201).json((await toWire([made]))[0])
    }),
  )

  router.get(
    '/exports/:id',
    guard(deps, 'readExports', async ({ request, response }) => {
      const found = await deps.exports.find(parse(path, request.params).id)
      if (found === null) throw new AppError('notFound', 'There is no such export')
      response.json((await toWire([found]))[0])
    }),
  )

  router.get(
    '/exports/:id/file',
    guard(deps, 'downloadExports', async ({ user, request, response }) => {
      const file = await openExport(deps, { user, id: parse(path, request.params).id })
      response.writeHead(200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="countersign-sessions-${file.export.id}.csv"`,
        'Content-Length': file.bytes,
        'Cache-Control': 'no-store',
      })
      await pipeline(file.stream, response)
    }),
  )

  return router
}
