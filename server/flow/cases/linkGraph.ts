/** Persons, devices, addresses, networks, relying parties and texts of sessions, and how often they met (pure). */
import type { NodeKind } from '../../domain/cases/linkGraph.ts'
import type { LinkRow } from './ports.ts'

/** More is no picture any more. */
export const MOST_NODES = 200

export type LinkNode = {
  /** `kind:key`, with the id or the digest that sessions carry. */
  id: string
  kind: NodeKind
  /** Null: a digest has no name. */
  label: string | null
  sessions: number
  held: number
  fraud: number
}
export type LinkEdge = { from: string; to: string; sessions: number }
export type LinkGraph = {
  nodes: LinkNode[]
  edges: LinkEdge[]
  /** How many sessions it was made of, and whether there were more; how many nodes were left out. */
  sessions: number
  sessionsAreCut: boolean
  nodesLeftOut: number
}

export type LinkView = { isolate: string | null; hide: readonly string[] }

/** Which ends of one session are joined: the attacker's side, the person's side, and the request between them. */
const JOINED: readonly (readonly [NodeKind, NodeKind])[] = [
  ['network', 'address'],
  ['address', 'person'],
  ['person', 'account'],
  ['person', 'relyingParty'],
  ['relyingParty', 'text'],
]

/**
 * @param view `hide` takes nodes out; `isolate` leaves a node and what met it in a session.
 * @param mostSessions rows beyond these are not counted, and it is said.
 */
export function linkGraph(rows: readonly LinkRow[], view: LinkView, mostSessions: number): LinkGraph {
  const counted = rows.slice(0, mostSessions)
  const nodes = new Map<string, LinkNode>()
  const edges = new Map<string, LinkEdge>()
  for (const row of counted) {
    const ends = endsOf(row)
    const ids = new Set([...ends.values()].map((end) => end.id))
    if (view.isolate !== null && !ids.has(view.isolate)) continue
    for (const end of ends.values()) count(nodes, end, row)
    for (const [from, to] of JOINED) join(edges, ends.get(from)?.id, ends.get(to)?.id)
  }
  const shown = [...nodes.values()].filter((node) => !view.hide.includes(node.id))
  const kept = shown.toSorted(byWeight(view.isolate)).slice(0, MOST_NODES)
  const ids = new Set(kept.map((node) => node.id))
  return {
    nodes: kept,
    edges: [...edges.values()].filter((edge) => ids.has(edge.from) && ids.has(edge.to)),
    sessions: counted.length,
    sessionsAreCut: rows.length > mostSessions,
    nodesLeftOut: shown.length - kept.length,
  }
}

type End = Pick<LinkNode, 'id' | 'kind' | 'label'>

function endsOf({ person, account, address, network, relyingParty, text }: LinkRow): Map<NodeKind, End> {
  const ends = new Map<NodeKind, End>()
  const add = (kind: NodeKind, end: { key: string; label: string | null } | null) => {
    if (end !== null) ends.set(kind, { id: `${kind}:${end.key}`, kind, label: end.label })
  }
  add('person', person)
  add('account', account)
  add('address', address === null ? null : { key: address, label: null })
  add('network', network === null ? null : { key: network, label: null })
  add('relyingParty', relyingParty)
  add('text', text)
  return ends
}

function count(nodes: Map<string, LinkNode>, end: End, { isHeld, isFraud }: LinkRow): void {
  const before = nodes.get(end.id) ?? { ...end, sessions: 0, held: 0, fraud: 0 }
  nodes.set(end.id, {
    ...before,
    sessions: before.sessions + 1,
    held: before.held + (isHeld ? 1 : 0),
    fraud: before.fraud + (isFraud ? 1 : 0),
  })
}

function join(edges: Map<string, LinkEdge>, from: string | undefined, to: string | undefined): void {
  if (from === undefined || to === undefined) return
  const id = `${from} ${to}`
  edges.set(id, { from, to, sessions: (edges.get(id)?.sessions ?? 0) + 1 })
}

/** The isolated one first, then what is in most sessions. */
function byWeight(isolate: string | null) {
  return (a: LinkNode, b: LinkNode) =>
    Number(b.id === isolate) - Number(a.id === isolate) || b.sessions - a.sessions || (a.id < b.id ? -1 : 1)
}
