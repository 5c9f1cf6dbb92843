import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../i18n/useText.ts'
import { GraphTable } from './GraphTable.tsx'
import {
  type GraphView,
  type LinkGraphData,
  NODE_KINDS,
  toggled,
  visibleGraph,
  WHOLE_GRAPH,
} from './linkGraph.ts'

const GraphDrawing = lazy(async () => ({ default: (await import('./GraphDrawing.tsx')).GraphDrawing }))

/** Who and what belongs together, drawn and as a table; one node can be looked at alone, others hidden. */
export const LinkGraph = ({ graph, label }: { graph: LinkGraphData; label: string }) => {
  const text = useText()
  const [view, setView] = useState<GraphView>(WHOLE_GRAPH)
  const [chosen, setChosen] = useState<string | null>(null)
  const visible = visibleGraph(graph, view)
  const node = visible.nodes.find(({ id }) => id === chosen)
  return (
    <Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mb: 1 }}>
        {NODE_KINDS.filter((kind) => graph.nodes.some((one) => one.kind === kind)).map((kind) => {
          const isShown = !view.hiddenKinds.has(kind)
          return (
            <Chip
              key={kind}
              size="small"
              variant={isShown ? 'filled' : 'outlined'}
              label={text(`graph.kind.${kind}`)}
              aria-pressed={isShown}
              onClick={() => setView({ ...view, hiddenKinds: toggled(view.hiddenKinds, kind) })}
            />
          )
        })}
        <Button size="small" onClick={() => setView(WHOLE_GRAPH)}>
          {text('graph.all')}
        </Button>
      </Box>
      <Suspense fallback={<Box data-pending sx={{ height: 420 }} />}>
        <GraphDrawing graph={visible} label={label} onChoose={setChosen} />
      </Suspense>
      {node !== undefined && (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 1 }}>
          <Typography variant="body2" sx={{ fontWeight: 650 }}>
            {node.name}
          </Typography>
          <Button size="small" onClick={() => setView({ ...view, isolated: node.id })}>
            {text('graph.isolate')}
          </Button>
          <Button
            size="small"
            onClick={() => setView({ ...view, isolated: null, hidden: toggled(view.hidden, node.id) })}
          >
            {text('graph.hide')}
          </Button>
        </Box>
      )}
      <GraphTable graph={visible} chosen={chosen} onChoose={setChosen} />
    </Box>
  )
}
