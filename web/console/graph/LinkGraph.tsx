import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import { useTheme } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import { type ReactNode, Suspense, useMemo, useState } from 'react'
import { useText } from '../i18n/useText.ts'
import { lazily } from '../loading/lazily.ts'
import { GraphTable } from './GraphTable.tsx'
import {
  type GraphView,
  type LinkGraphData,
  type LinkNode,
  NODE_KINDS,
  toggled,
  visibleGraph,
  WHOLE_GRAPH,
} from './linkGraph.ts'
import { nodeColor } from './nodeLook.ts'

const GraphDrawing = lazily(async () => ({ default: (await import('./GraphDrawing.tsx')).GraphDrawing }))

type LinkGraphProps = {
  graph: LinkGraphData
  label: string
  /** Only this node and what met it in a session; null: everything. */
  isolated: string | null
  onIsolate: (id: string | null) => void
  /** What else can be done with the chosen node. */
  actionsOf?: (node: LinkNode) => ReactNode
}

/** Who and what belongs together, drawn and as a table; one node can be looked at alone, others hidden. */
export const LinkGraph = ({ graph, label, isolated, onIsolate, actionsOf }: LinkGraphProps) => {
  const text = useText()
  const theme = useTheme()
  const [view, setView] = useState<GraphView>(WHOLE_GRAPH)
  const [chosen, setChosen] = useState<string | null>(null)
  // The drawing lays itself out again with each new object.
  const visible = useMemo(() => visibleGraph(graph, view), [graph, view])
  const node = visible.nodes.find(({ id }) => id === chosen)
  const hiddenCount = graph.nodes.filter(({ id }) => view.hidden.has(id)).length
  return (
    <Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mb: 1, alignItems: 'center' }}>
        {NODE_KINDS.filter((kind) => graph.nodes.some((one) => one.kind === kind)).map((kind) => {
          const isShown = !view.hiddenKinds.has(kind)
          return (
            <Chip
              key={kind}
              size="small"
              variant={isShown ? 'filled' : 'outlined'}
              icon={
                <Box sx={{ width: 10, height: 10, borderRadius: '50%', bgcolor: nodeColor(kind, theme) }} />
              }
              label={text(`graph.kind.${kind}`)}
              aria-pressed={isShown}
              onClick={() => setView({ ...view, hiddenKinds: toggled(view.hiddenKinds, kind) })}
            />
          )
        })}
        {(isolated !== null || hiddenCount > 0) && (
          <Button
            size="small"
            onClick={() => {
              setView(WHOLE_GRAPH)
              onIsolate(null)
            }}
          >
            {text('graph.all')}
          </Button>
        )}
        {hiddenCount > 0 && (
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {text('graph.hidden', { smart_count: hiddenCount })}
          </Typography>
        )}
      </Box>
      <Suspense fallback={<Box data-pending sx={{ height: 420 }} />}>
        <GraphDrawing graph={visible} label={label} chosen={chosen} onChoose={setChosen} />
      </Suspense>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 1, minHeight: 32, flexWrap: 'wrap' }}>
        {node === undefined ? (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {text('graph.choose')}
          </Typography>
        ) : (
          <>
            <Typography variant="body2" sx={{ fontWeight: 650 }}>
              {node.name}
            </Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {text('graph.counts', { sessions: node.sessions, held: node.held, fraud: node.fraud })}
            </Typography>
            <Button size="small" onClick={() => onIsolate(node.id)} disabled={isolated === node.id}>
              {text('graph.isolate')}
            </Button>
            <Button size="small" onClick={() => setView({ ...view, hidden: toggled(view.hidden, node.id) })}>
              {text('graph.hide')}
            </Button>
            {actionsOf?.(node)}
          </>
        )}
      </Box>
      <GraphTable graph={visible} chosen={chosen} onChoose={setChosen} />
    </Box>
  )
}
