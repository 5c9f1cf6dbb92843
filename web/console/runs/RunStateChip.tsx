import Chip from '@mui/material/Chip'
import type { RunWire } from '../../../server/contract/runs.ts'
import type { RunState } from '../../../server/domain/run.ts'
import { useText } from '../i18n/useText.ts'

const COLOR = {
  queued: 'default',
  running: 'info',
  done: 'success',
  failed: 'error',
  cancelled: 'default',
} as const satisfies Record<RunState, string>

export const RunStateChip = ({ state }: Pick<RunWire, 'state'>) => {
  const text = useText()
  return <Chip size="small" variant="outlined" color={COLOR[state]} label={text(`run.state.${state}`)} />
}
