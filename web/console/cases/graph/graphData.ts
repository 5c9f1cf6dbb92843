/** The server's link graph as the drawing takes it (pure). */

import type { CaseGraph } from '../../../../server/contract/campaigns.ts'
import { lookUp } from '../../../../server/contract/forms/closedSet.ts'
import type { NodeKind as AnsweredKind } from '../../../../server/domain/cases/linkGraph.ts'
import type { LinkGraphData, NodeKind } from '../../graph/linkGraph.ts'
import type { useText } from '../../i18n/useText.ts'

const KIND = {
  person: 'person',
  account: 'device',
  address: 'address',
  network: 'network',
  relyingParty: 'relyingParty',
  text: 'text',
} as const satisfies Record<AnsweredKind, NodeKind>

const DIGEST_SHOWN = 6

/**
 * A digest has no name: it gets its kind and its first digits, which are enough to tell it from the others. Nodes of
 * a kind that the drawing does not know are left out, and with them their edges.
 */
export function graphData({ nodes, edges }: CaseGraph, text: ReturnType<typeof useText>): LinkGraphData {
  const drawn = nodes.flatMap(({ kind: answered, ...node }) => {
    const kind = lookUp(KIND, answered, null)
    return kind === null ? [] : [{ ...node, kind }]
  })
  const ids = new Set(drawn.map(({ id }) => id))
  return {
    nodes: drawn.map(({ id, kind, label, ...counts }) => ({
      id,
      kind,
      name:
        label !== null && label !== ''
          ? label
          : `${text(`graph.one.${kind}`)} ${digestOf(id).slice(0, DIGEST_SHOWN)}`,
      ...counts,
    })),
    edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
  }
}

/** What stands after the kind in a node's id. */
export function digestOf(nodeId: string): string {
  return nodeId.slice(nodeId.indexOf(':') + 1)
}
