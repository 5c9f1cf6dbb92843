/** GET /team/workload; GET and POST /team/handover, POST /team/handover/:id/acknowledge. */
import { Router } from 'express'
import { z } from 'zod'
import { isUuid, toId } from '../../domain/ids.ts'
import type { HandoverNote } from '../../domain/team.ts'
import { fromDate, HOUR_MS } from '../../domain/time.ts'
import { acknowledgeHandover, writeHandover } from '../../flow/team/handover.ts'
import { readWorkload } from '../../flow/team/workload.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { iso } from '../sessionToWire.ts'
import { handoverToWire, userToWire } from './toWire.ts'
import type { HandoverNoteWire, WorkloadWire } from './wire.ts'

const LONGEST_SHIFT_HOURS = 24
const MOST_LINKS = 50

const uuid = z.string().refine(isUuid, 'must be a UUID')
const noteId = uuid.transform(toId<'handoverNote'>)
const path = z.object({ id: noteId })
const time = z.iso.datetime({ offset: true }).transform((text) => fromDate(new Date(text)))
const links = <Id extends z.ZodType<string>>(id: Id) =>
  z
    .array(id)
    .max(MOST_LINKS)
    .default([])
    .transform((all) => [...new Set(all)])
const noteBody = z.strictObject({
  text: z.string().trim().min(1, 'must not be empty').max(10_000),
  shift: z
    .strictObject({ from: time, to: time })
    .refine(({ from, to }) => from < to && to - from <= LONGEST_SHIFT_HOURS * HOUR_MS, {
      path: ['to'],
      message: `must be later than from, by at most ${LONGEST_SHIFT_HOURS} hours`,
    }),
  caseIds: links(uuid.transform(toId<'case'>)),
  sessionIds: links(uuid.transform(toId<'session'>)),
})
const listQuery = z.object({
  cursor: noteId.nullable().default(null),
  limit: z.coerce.number().int().min(1).max(200).default(20),
})

export function teamRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(notes: readonly HandoverNote[], readerId: string): Promise<HandoverNoteWire[]> {
    const people = notes.flatMap(({ author, acknowledged }) => [author, ...acknowledged.map(({ by }) => by)])
    const names = await deps.consoleUsers.displayNames(people)
    return notes.map((note) => handoverToWire(note, names, readerId))
  }

  router.get(
    '/team/workload',
    guard(deps, 'readTeam', async ({ response }) => {
      const { at, people, unassigned } = await readWorkload(deps)
      const names = new Map(people.map(({ user }) => [user.id, user.displayName]))
      const answer: WorkloadWire = {
        at: iso(at),
        items: people.map(({ user, ...work }) => ({
          ...userToWire(user.id, names),
          role: user.role,
          ...work,
        })),
        unassigned,
      }
      response.json(answer)
    }),
  )

  // Hand-over notes are read by those who write them.
  router.get(
    '/team/handover',
    guard(deps, 'writeHandover', async ({ user, request, response }) => {
      const { cursor, limit } = parse(listQuery, request.query)
      const found = await deps.handover.list({ before: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null
      response.json({ items: await toWire(shown, user.id), nextCursor })
    }),
  )

  router.post(
    '/team/handover',
    guard(deps, 'writeHandover', async ({ user, request, response }) => {
      const note = await writeHandover(deps, { user, ...parse(noteBody, request.body) })
      response.status(201).json((await toWire([note], user.id))[0])
    }),
  )

  router.post(
    '/team/handover/:id/acknowledge',
    guard(deps, 'writeHandover', async ({ user, request, response }) => {
      const note = await acknowledgeHandover(deps, { user, id: parse(path, request.params).id })
      response.json((await toWire([note], user.id))[0])
    }),
  )

  return router
}
