import { describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { toId } from '../../../server/domain/ids.ts'
import { linkGraph, MOST_NODES } from '../../../server/flow/cases/linkGraph.ts'
import type { LinkRow } from '../../../server/flow/cases/ports.ts'

const named = (prefix: string, most: number) =>
  fc.nat(most).map((n) => ({ key: `${prefix}${n}`, label: `${prefix} ${n}` }))
const digest = (prefix: string, most: number) => fc.option(fc.nat(most).map((n) => `${prefix}${n}`))

const rows = (most: number): fc.Arbitrary<LinkRow[]> =>
  fc.array(
    fc.record({
      id: fc.uuid().map(toId<'session'>),
      person: fc.option(named('p', most)),
      account: fc.option(named('d', most)),
      address: digest('a', most),
      network: digest('n', most),
      relyingParty: named('r', 3),
      text: fc.option(named('t', 5)),
      isHeld: fc.boolean(),
      isFraud: fc.boolean(),
    }),
    { maxLength: 300 },
  )
const EVERYTHING = { isolate: null, hide: [] }

describe('the link graph', () => {
  test('has at most two hundred nodes, says how many it left out, and no edge hangs loose', () => {
    fc.assert(
      fc.property(rows(400), (given) => {
        const { nodes, edges, nodesLeftOut } = linkGraph(given, EVERYTHING, 2_000)
        expect(nodes.length).toBeLessThanOrEqual(MOST_NODES)
        const all = new Set(
          given.flatMap((row) => [
            ...(row.person === null ? [] : [`person:${row.person.key}`]),
            ...(row.account === null ? [] : [`account:${row.account.key}`]),
            ...(row.address === null ? [] : [`address:${row.address}`]),
            ...(row.network === null ? [] : [`network:${row.network}`]),
            ...(row.text === null ? [] : [`text:${row.text.key}`]),
            `relyingParty:${row.relyingParty.key}`,
          ]),
        )
        expect(nodes.length + nodesLeftOut).toBe(all.size)
        const ids = new Set(nodes.map((node) => node.id))
        for (const edge of edges) expect(ids.has(edge.from) && ids.has(edge.to)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('what is left out met in no more sessions than what is shown', () => {
    fc.assert(
      fc.property(rows(400), (given) => {
        const { nodes } = linkGraph(given, EVERYTHING, 2_000)
        const fewest = Math.min(...nodes.map((node) => node.sessions))
        const shown = new Set(nodes.map((node) => node.id))
        const counts = new Map<string, number>()
        for (const { person } of given)
          if (person !== null)
            counts.set(`person:${person.key}`, (counts.get(`person:${person.key}`) ?? 0) + 1)
        for (const [id, sessions] of counts) if (!shown.has(id)) expect(sessions).toBeLessThanOrEqual(fewest)
      }),
      { numRuns: 50 },
    )
  })

  test('isolated, every session counted has the node; hidden, a node is nowhere', () => {
    fc.assert(
      fc.property(rows(10), fc.nat(10), (given, n) => {
        const isolate = `person:p${n}`
        const own = given.filter((row) => row.person?.key === `p${n}`)
        const alone = linkGraph(given, { isolate, hide: [] }, 2_000)
        expect(alone.nodes.find((node) => node.id === isolate)?.sessions ?? 0).toBe(own.length)
        for (const node of alone.nodes) expect(node.sessions).toBeLessThanOrEqual(own.length)
        const without = linkGraph(given, { isolate: null, hide: [isolate] }, 2_000)
        expect(without.nodes.some((node) => node.id === isolate)).toBe(false)
        expect(without.edges.some((edge) => edge.from === isolate || edge.to === isolate)).toBe(false)
      }),
    )
  })

  test('sessions beyond the limit are not counted, and it is said', () => {
    const [row] =
      fc.sample(
        rows(3).filter((given) => given.length > 0),
        1,
      )[0] ?? []
    if (row === undefined) throw new Error('a row was drawn')
    const { sessions, sessionsAreCut } = linkGraph([row, row, row], EVERYTHING, 2)
    expect({ sessions, sessionsAreCut }).toEqual({ sessions: 2, sessionsAreCut: true })
  })
})
