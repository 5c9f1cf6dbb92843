import Chip from '@mui/material/Chip'
import { lookUp } from '../../../server/contract/forms/closedSet.ts'
import type { Run } from '../../../server/contract/runs.ts'
import type { RunState } from '../../../server/domain/runs/run.ts'
import { useText } from '../i18n/useText.ts'

const COLOR = {
  queued: 'default',
  running: 'info',
  done: 'success',
  failed: 'error',
  cancelled: 'default',
} as const satisfies Record<RunState, string>

export const RunStateChip = ({ state }: Pick<Run, 'state'>) => {
  const text = useText()
  return (
    <Chip
      size="small"
      variant="outlined"
      color={lookUp(COLOR, state, 'default')}
      label={text(`run.state.${state}`)}
    />
  )
}
