import Box from '@mui/material/Box'
import { type Theme, useTheme } from '@mui/material/styles'
import cytoscape from 'cytoscape'
import { useEffect, useMemo, useRef } from 'react'
import { type Position, placeInColumns } from './columns.ts'
import { type LinkGraphData, NODE_KINDS } from './linkGraph.ts'
import { NODE_SHAPE, nodeColor } from './nodeLook.ts'

type GraphDrawingProps = {
  graph: LinkGraphData
  label: string
  chosen: string | null
  onChoose: (id: string) => void
}

/** The drawing alone. It is drawn again when the nodes change. */
export const GraphDrawing = ({ graph, label, chosen, onChoose }: GraphDrawingProps) => {
  const theme = useTheme()
  const place = useRef<HTMLDivElement>(null)
  const { positions, height } = useMemo(() => placeInColumns(graph), [graph])
  const choose = useRef(onChoose)
  const picture = useRef<cytoscape.Core | null>(null)
  useEffect(() => {
    choose.current = onChoose
  }, [onChoose])

  useEffect(() => {
    const drawing = cytoscape({
      container: place.current,
      elements: elementsOf(graph, positions),
      style: styleOf(theme),
      layout: { name: 'preset' },
      minZoom: 0.2,
      maxZoom: 2,
      wheelSensitivity: 0.2,
    })
    drawing.fit(undefined, 24)
    drawing.zoom(Math.min(ZOOM_MOST, Math.max(ZOOM_LEAST, drawing.zoom())))
    drawing.center()
    drawing.on('tap', 'node', (event) => choose.current(event.target.id()))
    picture.current = drawing
    return () => {
      picture.current = null
      drawing.destroy()
    }
  }, [graph, positions, theme])

  // After the drawing: what was chosen in the table is marked in the new picture too.
  useEffect(() => {
    const nodes = picture.current?.nodes()
    nodes?.unselect()
    nodes?.filter((node) => graph.nodes.length > 0 && node.id() === chosen).select()
  }, [graph, chosen])

  return (
    <Box
      ref={place}
      role="img"
      aria-label={label}
      sx={{
        height: Math.min(HEIGHT_MOST, Math.max(HEIGHT_LEAST, height + 60)),
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
      }}
    />
  )
}

/** Names stay legible: a large graph is moved about rather than made small. */
const ZOOM_MOST = 1.1
const ZOOM_LEAST = 0.5
const HEIGHT_LEAST = 300
const HEIGHT_MOST = 620
const SIZE_LEAST = 20
const NAME_MOST = 28

/** A relying party's text may be long; the table has all of it. */
function short(name: string): string {
  return name.length > NAME_MOST ? `${name.slice(0, NAME_MOST - 1)}…` : name
}

function elementsOf({ nodes, edges }: LinkGraphData, positions: ReadonlyMap<string, Position>) {
  return [
    ...nodes.map(({ id, kind, name, sessions, held, fraud }) => ({
      data: {
        id,
        kind,
        label: sessions > 1 ? `${short(name)} (${sessions})` : short(name),
        size: SIZE_LEAST + 5 * Math.log2(Math.max(1, sessions)),
        standing: fraud > 0 ? 'fraud' : held > 0 ? 'held' : 'other',
      },
      position: { ...(positions.get(id) ?? { x: 0, y: 0 }) },
    })),
    ...edges.map(({ from, to, sessions }) => ({
      data: { id: `${from} ${to}`, source: from, target: to, width: 1 + Math.log2(Math.max(1, sessions)) },
    })),
  ]
}

function styleOf(theme: Theme) {
  const { palette } = theme
  const line = palette.grey[palette.mode === 'dark' ? 700 : 400]
  return [
    {
      selector: 'node',
      style: {
        label: 'data(label)',
        color: palette.text.primary,
        'font-size': 11,
        'text-valign': 'bottom' as const,
        'text-margin-y': 3,
        'text-background-color': palette.background.paper,
        'text-background-opacity': 0.75,
        'text-background-padding': '1px',
        'text-wrap': 'wrap' as const,
        'text-max-width': '120px',
        width: 'data(size)',
        height: 'data(size)',
      },
    },
    ...NODE_KINDS.map((kind) => ({
      selector: `node[kind = "${kind}"]`,
      style: { shape: NODE_SHAPE[kind], 'background-color': nodeColor(kind, theme) },
    })),
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'line-color': line,
        'curve-style': 'haystack' as const,
      },
    },
    { selector: 'node[standing = "held"]', style: { 'border-width': 3, 'border-color': palette.info.main } },
    {
      selector: 'node[standing = "fraud"]',
      style: { 'border-width': 4, 'border-color': palette.error.main },
    },
    { selector: ':selected', style: { 'border-width': 5, 'border-color': palette.text.primary } },
  ]
}
