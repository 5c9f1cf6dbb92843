/** Persons: found by a code that travels in a body, read by pseudonym, revealed with a reason. */
import {
  foundPersons,
  type Identity,
  identity,
  type Person,
  person,
  personSearch,
  type Reveal,
  reveal,
  reveals,
} from '../../../server/contract/persons.ts'
import { callApi } from './http.ts'

const at = (id: string, rest = '') => `/persons/${encodeURIComponent(id)}${rest}`
const revealAt = (id: string, rest = '') => `/reveals/${encodeURIComponent(id)}${rest}`

/** @returns the opaque id of the search, its owner's for an hour. The server records who searched. */
export async function searchPerson(semanticsIdentifier: string): Promise<string> {
  const body = { semanticsIdentifier }
  return (await callApi(personSearch, '/persons/search', { method: 'POST', body })).searchId
}

export async function readPersonSearch(search: string, signal: AbortSignal) {
  const query = new URLSearchParams({ search })
  return (await callApi(foundPersons, `/persons?${query}`, { signal })).items
}

/** The server records who opened the page. */
export async function readPerson(id: string, signal: AbortSignal): Promise<Person> {
  return await callApi(person, at(id), { signal })
}

export async function requestReveal(personId: string, reason: string): Promise<Reveal> {
  return await callApi(reveal, at(personId, '/reveal'), { method: 'POST', body: { reason } })
}

export async function readReveal(id: string, signal: AbortSignal): Promise<Reveal> {
  return await callApi(reveal, revealAt(id), { signal })
}

/** Those that wait for a second person. */
export async function readReveals(signal: AbortSignal): Promise<Reveal[]> {
  return (await callApi(reveals, '/reveals', { signal })).items
}

/** @throws HttpError 409 that says who decided before. */
export async function decideReveal(id: string, isAgreed: boolean): Promise<Reveal> {
  return await callApi(reveal, revealAt(id, isAgreed ? '/approve' : '/refuse'), { method: 'POST', body: {} })
}

/** Every reading is recorded. */
export async function readIdentity(id: string): Promise<Identity> {
  return await callApi(identity, revealAt(id, '/identity'), { method: 'POST', body: {} })
}
