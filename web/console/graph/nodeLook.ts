/** How each kind of node looks, in the drawing and beside its name (pure). */
import type { Theme } from '@mui/material/styles'
import type { NodeKind } from './linkGraph.ts'

export const NODE_SHAPE = {
  person: 'ellipse',
  device: 'round-rectangle',
  address: 'diamond',
  network: 'hexagon',
  relyingParty: 'rectangle',
  text: 'round-tag',
} as const satisfies Record<NodeKind, string>

/** Plain colours: the drawing knows no transparent ones. */
export function nodeColor(kind: NodeKind, { palette }: Theme): string {
  switch (kind) {
    case 'person':
      return palette.primary.main
    case 'device':
      return palette.info.main
    case 'address':
      return palette.error.main
    case 'network':
      return palette.warning.main
    case 'relyingParty':
      return palette.success.main
    case 'text':
      return palette.grey[500]
  }
}
