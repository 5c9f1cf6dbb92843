/**
 * Where the nodes of a link graph stand (pure): in columns from the attacker's side over the persons to what was asked
 * of them, each column in the order that lets links cross least. The same graph always looks the same.
 */
import type { LinkGraphData, LinkNode, NodeKind } from './linkGraph.ts'

const COLUMNS: readonly (readonly NodeKind[])[] = [
  ['network'],
  ['address'],
  ['person'],
  ['device', 'relyingParty'],
  ['text'],
]

/** Between columns and rows; a node's name stands below it and needs the place. */
const COLUMN_PX = 150
const ROW_PX = 54

/** More sweeps change little (barycentre heuristic: Sugiyama, Tagawa and Toda 1981). */
const SWEEPS = 6

export type Position = { x: number; y: number }

/** @returns a place for every node, and how high the picture is, px. */
export function placeInColumns({ nodes, edges }: LinkGraphData): {
  positions: ReadonlyMap<string, Position>
  height: number
} {
  const neighbours = neighboursOf(edges)
  const columns = COLUMNS.map((kinds) =>
    nodes.filter(({ kind }) => kinds.includes(kind)).toSorted(bySessions),
  ).filter((column) => column.length > 0)
  const rows = new Map(columns.flatMap(rowsOf))
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    // There and back, each column after its neighbour: all at once would swap for ever.
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      const weights = new Map(column.map(({ id }) => [id, meanRow(id, neighbours, rows)]))
      column.sort((one, other) => (weights.get(one.id) ?? 0) - (weights.get(other.id) ?? 0))
      for (const [id, row] of rowsOf(column)) rows.set(id, row)
    }
  }
  const positions = new Map<string, Position>()
  for (const [at, column] of columns.entries()) {
    const middle = (column.length - 1) / 2
    for (const [row, { id }] of column.entries())
      positions.set(id, { x: at * COLUMN_PX, y: (row - middle) * ROW_PX })
  }
  return { positions, height: Math.max(0, ...columns.map((column) => column.length)) * ROW_PX }
}

function bySessions(a: LinkNode, b: LinkNode): number {
  return b.sessions - a.sessions || (a.id < b.id ? -1 : 1)
}

function neighboursOf(edges: LinkGraphData['edges']): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const add = (one: string, other: string) => found.set(one, [...(found.get(one) ?? []), other])
  for (const { from, to } of edges) {
    add(from, to)
    add(to, from)
  }
  return found
}

/** From 0 to 1 from top to bottom of a column, so that a column of two lies along one of twenty. */
function rowsOf(column: readonly LinkNode[]): [string, number][] {
  return column.map(({ id }, row) => [id, (row + 0.5) / column.length])
}

function meanRow(
  id: string,
  neighbours: ReadonlyMap<string, readonly string[]>,
  rows: ReadonlyMap<string, number>,
): number {
  const found = (neighbours.get(id) ?? []).flatMap((one) => rows.get(one) ?? [])
  if (found.length === 0) return rows.get(id) ?? 0
  return found.reduce((sum, row) => sum + row, 0) / found.length
}
