import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type GraphView,
  type LinkGraphData,
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
