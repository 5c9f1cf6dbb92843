/** GET /cases/:id/(sessions|timeline), GET and POST /cases/:id/notes, POST and DELETE /cases/:id/tags, and its files. */

import { Router, raw } from 'express'
import {
  caseFile,
  caseNote,
  caseNotes,
  caseSessions,
  caseTags,
  caseTimeline,
  FILE_BYTES_MOST,
  fileHeaders,
  filePath,
  noteBody,
  tagBody,
} from '../../contract/cases.ts'
import { pathOf } from '../../contract/forms/formats.ts'
import { pageQuery } from '../../contract/forms/pages.ts'
import { AppError } from '../../errors.ts'
import { addFile, addTag, openFile, readNotes, removeTag, writeNote } from '../../flow/cases/caseContent.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { eventToWire, fileToWire, noteToWire, sessionToWire } from './toWire.ts'

const casePath = pathOf<'case'>()
const sessionPage = pageQuery<'session'>()
const notePage = pageQuery<'caseNote'>()
const eventPage = pageQuery<'caseEvent'>()

export function caseContentsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  router.get(
    '/cases/:id/sessions',
    guard(deps, 'readCases', async ({ request, response }) => {
      const { id } = parse(casePath, request.params)
      const { cursor, limit } = parse(sessionPage, request.query)
      const found = await deps.casePages.sessions(id, { before: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null
      send(response, caseSessions, { items: shown.map(sessionToWire), nextCursor })
    }),
  )

  router.get(
    '/cases/:id/timeline',
    guard(deps, 'readCases', async ({ request, response }) => {
      const { id } = parse(casePath, request.params)
      const { cursor, limit } = parse(eventPage, request.query)
      const found = await deps.casePages.timeline(id, { before: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const names = await deps.consoleUsers.displayNames(shown.flatMap((event) => event.by ?? []))
      const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null
      send(response, caseTimeline, { items: shown.map((event) => eventToWire(event, names)), nextCursor })
    }),
  )

  router.get(
    '/cases/:id/notes',
    guard(deps, 'readCases', async ({ request, response }) => {
      const { id } = parse(casePath, request.params)
      const { cursor, limit } = parse(notePage, request.query)
      const { notes, next } = await readNotes(deps, id, { before: cursor, limit })
      const names = await deps.consoleUsers.displayNames(
        notes.flatMap((note) => [note.authorId, ...note.mentions]),
      )
      send(response, caseNotes, { items: notes.map((note) => noteToWire(note, names)), nextCursor: next })
    }),
  )

  router.post(
    '/cases/:id/notes',
    guard(deps, 'workCases', async ({ user, request, response }) => {
      const { id } = parse(casePath, request.params)
      const note = await writeNote(deps, { user, id, ...parse(noteBody, request.body) })
      const names = await deps.consoleUsers.displayNames([note.authorId, ...note.mentions])
      send(response.status(201), caseNote, noteToWire(note, names))
    }),
  )

  router.post(
    '/cases/:id/tags',
    guard(deps, 'workCases', async ({ user, request, response }) => {
      const { id } = parse(casePath, request.params)
      await addTag(deps, { user, id, ...parse(tagBody, request.body) })
      send(response, caseTags, { tags: await deps.caseContents.tags(id) })
    }),
  )

  // A tag is free text, which no address of ours carries: it comes in the body.
  router.delete(
    '/cases/:id/tags',
    guard(deps, 'workCases', async ({ user, request, response }) => {
      const { id } = parse(casePath, request.params)
      await removeTag(deps, { user, id, ...parse(tagBody, request.body) })
      send(response, caseTags, { tags: await deps.caseContents.tags(id) })
    }),
  )

  router.post(
    '/cases/:id/files',
    // Who may not add a file sends its bytes in vain: they are looked at before the body is read.
    guard(deps, 'workCases', async ({ user, request, response }) => {
      const { id } = parse(casePath, request.params)
      const { name, type } = parse(fileHeaders, request.headers)
      await readBody(request, response)
      const content: unknown = request.body
      if (!(content instanceof Uint8Array) || content.length === 0) {
        throw new AppError('badRequest', 'The request is not understood', {
          fields: [{ field: 'body', message: 'must be the file, as application/octet-stream' }],
        })
      }
      const file = await addFile(deps, { user, id, name, type, content })
      const names = await deps.consoleUsers.displayNames([file.addedBy])
      send(response.status(201), caseFile, fileToWire(file, names))
    }),
  )

  router.get(
    '/cases/:id/files/:fileId',
    guard(deps, 'readCases', async ({ user, request, response }) => {
      const { id, fileId } = parse(filePath, request.params)
      const file = await openFile(deps, { user, id, fileId })
      // Never shown by the browser itself: what somebody sent in might be a page with scripts.
      response.writeHead(200, {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'Content-Length': file.size,
        'Content-Security-Policy': 'sandbox',
        'Cache-Control': 'no-store',
      })
      response.end(file.content)
    }),
  )

  return router
}

const parseRaw = raw({ type: 'application/octet-stream', limit: FILE_BYTES_MOST })

/** @throws AppError badRequest where there is more than a file may have. */
async function readBody(request: Parameters<typeof parseRaw>[0], response: Parameters<typeof parseRaw>[1]) {
  await new Promise<void>((resolve, reject) =>
    parseRaw(request, response, (error?: unknown) => {
      if (error === undefined) resolve()
      else
        reject(
          new AppError('badRequest', 'The request is not understood', {
            fields: [{ field: 'body', message: `must be a file of at most ${FILE_BYTES_MOST} bytes` }],
            cause: error,
          }),
        )
    }),
  )
}
