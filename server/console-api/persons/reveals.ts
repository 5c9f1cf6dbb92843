/** POST /persons/:id/reveal, GET /reveals, GET /reveals/:id, POST /reveals/:id/(approve|refuse|identity). */

import { Router } from 'express'
import { may } from '../../access/permissions.ts'
import { pathOf } from '../../contract/forms/formats.ts'
import * as contract from '../../contract/persons.ts'
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import { AppError } from '../../errors.ts'
import type { Reveal } from '../../flow/persons/ports.ts'
import { decideReveal, readIdentity, requestReveal } from '../../flow/persons/reveal.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { onlyOf } from '../onlyOf.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { iso } from '../sessionToWire.ts'
import { revealToWire } from './toWire.ts'

const personPath = pathOf<'subject'>()
const path = pathOf<'reveal'>()

export function revealsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  async function toWire(
    user: Pick<ConsoleUser, 'id'>,
    reveals: readonly (Reveal & { person?: string })[],
  ): Promise<contract.Reveal[]> {
    const names = await deps.consoleUsers.displayNames(reveals.map((reveal) => reveal.requestedBy))
    const now = deps.clock.now()
    return reveals.map((reveal) => revealToWire(reveal, user.id, names, now))
  }

  router.post(
    '/persons/:id/reveal',
    guard(deps, 'revealPersons', async ({ user, request, response }) => {
      const subjectId = parse(personPath, request.params).id
      const { reason } = parse(contract.revealBody, request.body)
      const reveal = await requestReveal(deps, { user, subjectId, reason })
      send(response.status(201), contract.reveal, onlyOf(await toWire(user, [reveal])))
    }),
  )

  router.get(
    '/reveals',
    guard(deps, 'approveReveals', async ({ user, response }) => {
      send(response, contract.reveals, {
        items: await toWire(user, await deps.reveals.waiting(deps.clock.now())),
      })
    }),
  )

  // For who asked, and for who may decide.
  router.get(
    '/reveals/:id',
    guard(deps, 'readPersons', async ({ user, request, response }) => {
      const found = await deps.reveals.find(parse(path, request.params).id)
      if (found === null || (found.requestedBy !== user.id && !may(user.role, 'approveReveals')))
        throw new AppError('notFound', 'There is no such request')
      send(response, contract.reveal, onlyOf(await toWire(user, [found])))
    }),
  )

  for (const word of ['approve', 'refuse'] as const) {
    router.post(
      `/reveals/:id/${word}`,
      guard(deps, 'approveReveals', async ({ user, request, response }) => {
        const { id } = parse(path, request.params)
        const reveal = await decideReveal(deps, { user, id, approve: word === 'approve' })
        send(response, contract.reveal, onlyOf(await toWire(user, [reveal])))
      }),
    )
  }

  // Not a GET: every reading is recorded.
  router.post(
    '/reveals/:id/identity',
    guard(deps, 'revealPersons', async ({ user, request, response }) => {
      const { shownUntil, ...identity } = await readIdentity(deps, {
        user,
        id: parse(path, request.params).id,
      })
      const answer: contract.Identity = { ...identity, shownUntil: iso(shownUntil) }
      send(response, contract.identity, answer)
    }),
  )

  return router
}
