import Box from '@mui/material/Box'
import { type Theme, useTheme } from '@mui/material/styles'
import cytoscape from 'cytoscape'
import { useEffect, useRef } from 'react'
import type { LinkGraphData, NodeKind } from './linkGraph.ts'

type GraphDrawingProps = { graph: LinkGraphData; label: string; onChoose: (id: string) => void }

const SHAPE = {
  person: 'ellipse',
  device: 'round-rectangle',
  address: 'diamond',
  network: 'hexagon',
  relyingParty: 'rectangle',
  text: 'round-tag',
} as const satisfies Record<NodeKind, string>

const COLOR = {
  person: 'primary',
  device: 'info',
  address: 'error',
  network: 'warning',
  relyingParty: 'success',
  text: 'secondary',
} as const satisfies Record<NodeKind, string>

/** The drawing alone. It lays itself out again when the nodes change. */
export const GraphDrawing = ({ graph, label, onChoose }: GraphDrawingProps) => {
  const theme = useTheme()
  const place = useRef<HTMLDivElement>(null)
  const choose = useRef(onChoose)
  useEffect(() => {
    choose.current = onChoose
  }, [onChoose])

  useEffect(() => {
    const drawing = cytoscape({
      container: place.current,
      elements: elementsOf(graph),
      style: styleOf(theme),
      // Always the same picture of the same graph.
      layout: { name: 'cose', animate: false, randomize: false, padding: 24 },
      maxZoom: 2,
      wheelSensitivity: 0.2,
    })
    drawing.on('tap', 'node', (event) => choose.current(event.target.id()))
    return () => drawing.destroy()
  }, [graph, theme])

  return (
    <Box ref={place} role="img" aria-label={label} sx={{ height: 420, border: 1, borderColor: 'divider' }} />
  )
}

function elementsOf({ nodes, edges }: LinkGraphData) {
  return [
    ...nodes.map(({ id, kind, name, sessions }) => ({
      data: { id, kind, label: sessions > 1 ? `${name} (${sessions})` : name },
    })),
    ...edges.map(({ from, to, sessions }) => ({
      data: { id: `${from} ${to}`, source: from, target: to, width: 1 + Math.log2(Math.max(1, sessions)) },
    })),
  ]
}

function styleOf({ palette }: Theme) {
  return [
    {
      selector: 'node',
      style: {
        label: 'data(label)',
        color: palette.text.primary,
        'font-size': 11,
        'text-valign': 'bottom' as const,
        'text-margin-y': 4,
        width: 26,
        height: 26,
      },
    },
    ...Object.entries(SHAPE).map(([kind, shape]) => ({
      selector: `node[kind = "${kind}"]`,
      style: { shape, 'background-color': colorOf(kind, palette) },
    })),
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'line-color': palette.text.disabled,
        'curve-style': 'haystack' as const,
      },
    },
    { selector: ':selected', style: { 'border-width': 3, 'border-color': palette.text.primary } },
  ]
}

function colorOf(kind: string, palette: Theme['palette']): string {
  const name = Object.entries(COLOR).find(([known]) => known === kind)?.[1] ?? 'primary'
  return palette[name].main
}
