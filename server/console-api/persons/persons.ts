/** POST /persons/search, GET /persons?search=…, GET /persons/:id. */

import { Router } from 'express'
import { pathOf } from '../../contract/forms/formats.ts'
import * as contract from '../../contract/persons.ts'
import { readPerson } from '../../flow/persons/readPerson.ts'
import { readSearch, searchPerson } from '../../flow/persons/searchPerson.ts'
import { peopleOf } from '../cases/toWire.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { send } from '../send.ts'
import { personRefToWire, personToWire } from './toWire.ts'

const personPath = pathOf<'subject'>()

export function personsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  router.post(
    '/persons/search',
    guard(deps, 'readPersons', async ({ user, request, response }) => {
      send(
        response.status(201),
        contract.personSearch,
        await searchPerson(deps, { user, ...parse(contract.personSearchBody, request.body) }),
      )
    }),
  )

  router.get(
    '/persons',
    guard(deps, 'readPersons', async ({ user, request, response }) => {
      const found = await readSearch(deps, user, parse(contract.foundPersonsQuery, request.query).search)
      send(response, contract.foundPersons, { items: found.map(personRefToWire) })
    }),
  )

  router.get(
    '/persons/:id',
    guard(deps, 'readPersons', async ({ user, request, response }) => {
      const person = await readPerson(deps, user, parse(personPath, request.params).id)
      const names = await deps.consoleUsers.displayNames(peopleOf(person.cases))
      send(response, contract.person, personToWire(person, names))
    }),
  )

  return router
}
