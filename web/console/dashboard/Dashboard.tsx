import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Card from '@mui/material/Card'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { lazy, Suspense } from 'react'
import { Title, useCanAccess } from 'react-admin'
import { useLive } from '../api/useLive.ts'
import { useText } from '../i18n/useText.ts'
import { queueLink } from '../queue/queueLink.ts'
import { Tile } from './Tile.tsx'

const DecisionsChart = lazy(() => import('./DecisionsChart.tsx'))

export const Dashboard = () => {
  const text = useText()
  const { canAccess, isPending } = useCanAccess({ resource: 'sessions', action: 'list' })
  const { counts } = useLive()
  if (isPending) return null
  if (!canAccess) {
    return (
      <Alert severity="info" sx={{ mt: 2 }}>
        {text('dashboard.noAccess')}
      </Alert>
    )
  }
  const day = counts?.day
  const interrupted = day === undefined ? 0 : day.warn + day.hold + day.block
  const share =
    day === undefined || day.total === 0 ? '0 %' : `${((100 * interrupted) / day.total).toFixed(1)} %`
  return (
    <Box sx={{ display: 'grid', gap: 2, mt: 2 }}>
      <Title title={text('dashboard.title')} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(4, 1fr)' } }}>
        <Tile
          label={text('dashboard.held')}
          value={counts?.open.held}
          color="info"
          to={queueLink({ tab: 'held' })}
        />
        <Tile
          label={text('dashboard.delivered')}
          value={counts?.open.delivered}
          to={queueLink({ tab: 'all', filter: { states: ['DELIVERED'] } })}
        />
        <Tile
          label={text('dashboard.total')}
          value={day?.total}
          note={text('dashboard.interrupted', { share })}
          to={queueLink({ tab: 'all' })}
        />
        <Tile
          label={text('dashboard.warned')}
          value={day?.warn}
          color="warning"
          to={queueLink({ tab: 'flagged', filter: { outcomes: ['warn'] } })}
        />
        <Tile
          label={text('dashboard.heldDay')}
          value={day?.hold}
          color="info"
          to={queueLink({ tab: 'flagged', filter: { outcomes: ['hold'] } })}
        />
        <Tile
          label={text('dashboard.blocked')}
          value={day?.block}
          color="error"
          to={queueLink({ tab: 'flagged', filter: { outcomes: ['block'] } })}
        />
        <Tile label={text('dashboard.reported')} value={day?.reported} />
        <Tile
          label={text('dashboard.fallback')}
          value={day?.fallback}
          to={queueLink({ tab: 'all', filter: { decidedBy: 'fallback' } })}
        />
      </Box>
      <Card sx={{ p: 2 }}>
        <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
          {text('dashboard.chart')}
        </Typography>
        {counts === null ? (
          <Skeleton variant="rounded" height={280} />
        ) : day?.total === 0 ? (
          <Typography sx={{ color: 'text.secondary', py: 8, textAlign: 'center' }}>
            {text('dashboard.chartEmpty')}
          </Typography>
        ) : (
          <Suspense fallback={<Skeleton variant="rounded" height={280} />}>
            <DecisionsChart hours={counts.hours} />
          </Suspense>
        )}
      </Card>
    </Box>
  )
}
