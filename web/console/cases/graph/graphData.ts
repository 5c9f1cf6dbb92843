/** The server's link graph as the drawing takes it (pure). */
import type { CaseGraph } from '../../api/casesWire.ts'
import type { LinkGraphData, NodeKind } from '../../graph/linkGraph.ts'
import type { useText } from '../../i18n/useText.ts'

const KIND = {
  person: 'person',
  account: 'device',
  address: 'address',
  network: 'network',
  relyingParty: 'relyingParty',
  text: 'text',
} as const satisfies Record<CaseGraph['nodes'][number]['kind'], NodeKind>

const DIGEST_SHOWN = 6

/** A digest has no name: it gets its kind and its first digits, which are enough to tell it from the others. */
export function graphData({ nodes, edges }: CaseGraph, text: ReturnType<typeof useText>): LinkGraphData {
  return {
    nodes: nodes.map(({ id, kind, label, ...counts }) => ({
      id,
      kind: KIND[kind],
      name:
        label !== null && label !== ''
          ? label
          : `${text(`graph.one.${KIND[kind]}`)} ${digestOf(id).slice(0, DIGEST_SHOWN)}`,
      ...counts,
    })),
    edges,
  }
}

/** What stands after the kind in a node's id. */
export function digestOf(nodeId: string): string {
  return nodeId.slice(nodeId.indexOf(':') + 1)
}
