/** What a link graph shows, and what stays of it when somebody hides a part (pure). */
export const NODE_KINDS = ['person', 'device', 'address', 'network', 'relyingParty', 'text'] as const
export type NodeKind = (typeof NODE_KINDS)[number]

export type LinkNode = {
  id: string
  kind: NodeKind
  name: string
  sessions: number
  /** Of the sessions: held just now; labelled as fraud. */
  held: number
  fraud: number
}
export type LinkEdge = { from: string; to: string; sessions: number }
export type LinkGraphData = { nodes: readonly LinkNode[]; edges: readonly LinkEdge[] }

export type GraphView = { hidden: ReadonlySet<string>; hiddenKinds: ReadonlySet<NodeKind> }

export const WHOLE_GRAPH: GraphView = { hidden: new Set(), hiddenKinds: new Set() }

/** No edge is left without both its ends. */
export function visibleGraph({ nodes, edges }: LinkGraphData, view: GraphView): LinkGraphData {
  const left = nodes.filter(({ id, kind }) => !view.hidden.has(id) && !view.hiddenKinds.has(kind))
  const ids = new Set(left.map(({ id }) => id))
  return { nodes: left, edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)) }
}

export function toggled<Value>(values: ReadonlySet<Value>, value: Value): Set<Value> {
  const next = new Set(values)
  if (!next.delete(value)) next.add(value)
  return next
}
