/** POST /persons/search, GET /persons?search=…, GET /persons/:id. */
import { Router } from 'express'
import { z } from 'zod'
import { isUuid, toId } from '../../domain/ids.ts'
import { readPerson } from '../../flow/persons/readPerson.ts'
import { readSearch, searchPerson } from '../../flow/persons/searchPerson.ts'
import { peopleOf } from '../cases/toWire.ts'
import type { ConsoleDependencies } from '../dependencies.ts'
import { guard } from '../guard.ts'
import { parse } from '../parse.ts'
import { personRefToWire, personToWire } from './toWire.ts'

const uuid = z.string().refine(isUuid, 'must be a UUID')
export const personPath = z.object({ id: uuid.transform(toId<'subject'>) })
const searchQuery = z.object({ search: uuid.transform(toId<'personSearch'>) })
const searchBody = z.strictObject({
  // ETSI EN 319 412-1 clause 5.1.3: three letters of the type, two of the country, a hyphen, the code.
  semanticsIdentifier: z
    .string()
    .trim()
    .regex(/^(PNO|PAS|IDC)[A-Z]{2}-[A-Za-z0-9-]{1,30}$/, 'must be a semantics identifier, e.g. PNOEE-…'),
})

export function personsRouter(deps: ConsoleDependencies): Router {
  const router = Router()

  router.post(
    '/persons/search',
    guard(deps, 'readPersons', async ({ user, request, response }) => {
      response.status(201).json(await searchPerson(deps, { user, ...parse(searchBody, request.body) }))
    }),
  )

  router.get(
    '/persons',
    guard(deps, 'readPersons', async ({ user, request, response }) => {
      const found = await readSearch(deps, user, parse(searchQuery, request.query).search)
      response.json({ items: found.map(personRefToWire) })
    }),
  )

  router.get(
    '/persons/:id',
    guard(deps, 'readPersons', async ({ user, request, response }) => {
      const person = await readPerson(deps, user, parse(personPath, request.params).id)
      const names = await deps.consoleUsers.displayNames(peopleOf(person.cases))
      response.json(personToWire(person, names))
    }),
  )

  return router
}
