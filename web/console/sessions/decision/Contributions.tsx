import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { Suspense, useState } from 'react'
import type { SessionDecision, SessionPage } from '../../../../server/contract/sessions.ts'
import { useText } from '../../i18n/useText.ts'
import { lazily } from '../../loading/lazily.ts'

const ContributionsChart = lazily(async () => ({
  default: (await import('./ContributionsChart.tsx')).ContributionsChart,
}))

type ContributionsProps = { decision: SessionDecision; thresholds: SessionPage['thresholds'] }

/** Folded away until somebody asks: the chart's script comes only then. */
export const Contributions = ({ decision, thresholds }: ContributionsProps) => {
  const text = useText()
  const [isOpen, setIsOpen] = useState(false)
  if (decision.reasons.length === 0) return null
  return (
    <Box
      component="details"
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      sx={{ mt: 2, typography: 'body2', '& summary': { cursor: 'pointer', color: 'text.secondary' } }}
    >
      <summary>{text('session.waterfall')}</summary>
      {isOpen && (
        <Suspense fallback={<Skeleton variant="rounded" height={200} />}>
          <ContributionsChart decision={decision} thresholds={thresholds} />
        </Suspense>
      )}
    </Box>
  )
}
