/** What a link graph shows, and what stays of it when somebody isolates or hides (pure). */
export const NODE_KINDS = ['person', 'device', 'address', 'network', 'relyingParty', 'text'] as const
export type NodeKind = (typeof NODE_KINDS)[number]

export type LinkNode = { id: string; kind: NodeKind; name: string; sessions: number }
export type LinkEdge = { from: string; to: string; sessions: number }
export type LinkGraphData = { nodes: readonly LinkNode[]; edges: readonly LinkEdge[] }

export type GraphView = {
  /** Only this node and what it is linked with; null: everything. */
  isolated: string | null
  hidden: ReadonlySet<string>
  hiddenKinds: ReadonlySet<NodeKind>
}

export const WHOLE_GRAPH: GraphView = { isolated: null, hidden: new Set(), hiddenKinds: new Set() }

/** No edge is left without both its ends. */
export function visibleGraph({ nodes, edges }: LinkGraphData, view: GraphView): LinkGraphData {
  const linked = view.isolated === null ? null : neighbours(edges, view.isolated)
  const left = nodes.filter(
    ({ id, kind }) =>
      !view.hidden.has(id) && !view.hiddenKinds.has(kind) && (linked === null || linked.has(id)),
  )
  const ids = new Set(left.map(({ id }) => id))
  return { nodes: left, edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) }
}

function neighbours(edges: readonly LinkEdge[], id: string): Set<string> {
  const found = new Set([id])
  for (const { from, to } of edges) {
    if (from === id) found.add(to)
    if (to === id) found.add(from)
  }
  return found
}

export function toggled<Value>(values: ReadonlySet<Value>, value: Value): Set<Value> {
  const next = new Set(values)
  if (!next.delete(value)) next.add(value)
  return next
}
