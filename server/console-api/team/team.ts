/** GET /team/workload; GET and POST /team/handover, POST /team/handover/:id/acknowledge. */

import { Router } from 'express'
import { pathOf } from '../../contract/forms/formats.ts'
import * as contract from '../../contract/team.ts'
import type { HandoverNote } from '../../domain/team.ts'
import { acknowledgeHandover, writeHandover } from '../../flow/team/handover.ts'
import { readWorkload } from '../../flow/team/workload.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { onlyOf } from '../onlyOf.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { iso } from '../sessionToWire.ts'
import { handoverToWire, userToWire } from './toWire.ts'

const path = pathOf<'handoverNote'>()

export function teamRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(notes: readonly HandoverNote[], readerId: string): Promise<contract.HandoverNote[]> {
    const people = notes.flatMap(({ author, acknowledged }) => [author, ...acknowledged.map(({ by }) => by)])
    const names = await deps.consoleUsers.displayNames(people)
    return notes.map((note) => handoverToWire(note, names, readerId))
  }

  router.get(
    '/team/workload',
    guard(deps, 'readTeam', async ({ response }) => {
      const { at, people, unassigned } = await readWorkload(deps)
      const names = new Map(people.map(({ user }) => [user.id, user.displayName]))
      const answer: contract.Workload = {
        at: iso(at),
        items: people.map(({ user, ...work }) => ({
          ...userToWire(user.id, names),
          role: user.role,
          ...work,
        })),
        unassigned,
      }
      send(response, contract.workload, answer)
    }),
  )

  // Hand-over notes are read by those who write them.
  router.get(
    '/team/handover',
    guard(deps, 'writeHandover', async ({ user, request, response }) => {
      const { cursor, limit } = parse(contract.handoverListQuery, request.query)
      const found = await deps.handover.list({ before: cursor, limit: limit + 1 })
      const shown = found.slice(0, limit)
      const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null
      send(response, contract.handoverNotes, { items: await toWire(shown, user.id), nextCursor })
    }),
  )

  router.post(
    '/team/handover',
    guard(deps, 'writeHandover', async ({ user, request, response }) => {
      const note = await writeHandover(deps, { user, ...parse(contract.handoverBody, request.body) })
      send(response.status(201), contract.handoverNote, onlyOf(await toWire([note], user.id)))
    }),
  )

  router.post(
    '/team/handover/:id/acknowledge',
    guard(deps, 'writeHandover', async ({ user, request, response }) => {
      const note = await acknowledgeHandover(deps, { user, id: parse(path, request.params).id })
      send(response, contract.handoverNote, onlyOf(await toWire([note], user.id)))
    }),
  )

  return router
}
