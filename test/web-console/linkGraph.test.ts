import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { placeInColumns } from '../../web/console/graph/columns.ts'
import {
  type GraphView,
  type LinkGraphData,
  type LinkNode,
  NODE_KINDS,
  toggled,
  visibleGraph,
} from '../../web/console/graph/linkGraph.ts'

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const graph: fc.Arbitrary<LinkGraphData> = fc
  .record({
    nodes: fc.uniqueArray(fc.record({ id, kind: fc.constantFrom(...NODE_KINDS) }), {
      selector: (node) => node.id,
    }),
    edges: fc.array(fc.record({ from: id, to: id, sessions: fc.nat() })),
  })
  .map(({ nodes, edges }) => ({
    nodes: nodes.map((node) => ({ ...node, name: node.id, sessions: 1, held: 0, fraud: 0 })),
    edges,
  }))
const view: fc.Arbitrary<GraphView> = fc.record({
  hidden: fc.array(id).map((ids) => new Set(ids)),
  hiddenKinds: fc.array(fc.constantFrom(...NODE_KINDS)).map((kinds) => new Set(kinds)),
})

describe('a link graph of which parts are hidden', () => {
  test('no edge is left without both its ends, and nothing hidden is left', () => {
    fc.assert(
      fc.property(graph, view, (whole, seen) => {
        const { nodes, edges } = visibleGraph(whole, seen)
        const left = new Set(nodes.map((node) => node.id))
        for (const { from, to } of edges) expect(left.has(from) && left.has(to)).toBe(true)
        for (const node of nodes) {
          expect(seen.hidden.has(node.id)).toBe(false)
          expect(seen.hiddenKinds.has(node.kind)).toBe(false)
        }
      }),
    )
  })

  test('hiding twice shows again', () => {
    fc.assert(
      fc.property(fc.array(id), id, (ids, one) => {
        expect(toggled(toggled(new Set(ids), one), one)).toEqual(new Set(ids))
      }),
    )
  })
})

describe('where the nodes of a link graph stand', () => {
  test('every node has a place of its own, and the same graph always the same', () => {
    fc.assert(
      fc.property(graph, (whole) => {
        const { positions } = placeInColumns(whole)
        expect(positions.size).toBe(whole.nodes.length)
        expect(new Set([...positions.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(positions.size)
        expect(placeInColumns(whole).positions).toEqual(positions)
      }),
    )
  })

  test('an address stands between its network and its persons, and beside the persons that it met', () => {
    const node = (id: string, kind: LinkNode['kind']) => ({
      id,
      kind,
      name: id,
      sessions: 1,
      held: 0,
      fraud: 0,
    })
    const edge = (from: string, to: string) => ({ from, to, sessions: 1 })
    const { positions } = placeInColumns({
      nodes: [
        node('network', 'network'),
        node('one', 'address'),
        node('other', 'address'),
        node('a', 'person'),
        node('b', 'person'),
      ],
      edges: [edge('network', 'one'), edge('one', 'b'), edge('other', 'a')],
    })
    const at = (id: string) => positions.get(id) ?? { x: Number.NaN, y: Number.NaN }
    expect(at('network').x).toBeLessThan(at('one').x)
    expect(at('one').x).toBeLessThan(at('b').x)
    expect(Math.sign(at('one').y - at('other').y)).toBe(Math.sign(at('b').y - at('a').y))
  })
})
