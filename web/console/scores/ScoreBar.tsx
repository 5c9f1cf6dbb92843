import Box from '@mui/material/Box'
import { lookUp } from '../../../server/contract/forms/closedSet.ts'
import type { OpenOutcome } from '../../../server/contract/forms/outcomes.ts'
import { OUTCOME_COLOR } from './outcome.ts'
import { percent } from './percent.ts'

export const ScoreBar = ({ score, outcome }: { score: number; outcome: OpenOutcome }) => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: { xs: 0, lg: 104 } }}>
    <Box
      sx={{
        width: 54,
        flexShrink: 0,
        textAlign: 'right',
        fontWeight: 650,
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      {percent(score)}
    </Box>
    <Box
      sx={{
        flex: 1,
        height: 6,
        borderRadius: 3,
        bgcolor: 'action.hover',
        overflow: 'hidden',
        minWidth: 36,
        display: { xs: 'none', lg: 'block' },
      }}
    >
      <Box
        sx={{
          width: `${score * 100}%`,
          height: '100%',
          bgcolor: `${lookUp(OUTCOME_COLOR, outcome, 'secondary')}.main`,
        }}
      />
    </Box>
  </Box>
)
