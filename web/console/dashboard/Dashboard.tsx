import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Title, useCanAccess } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import type { Dashboard as DashboardFigures } from '../../../server/contract/dashboard.ts'
import { DASHBOARD_KEY, readDashboard } from '../api/dashboardApi.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { Time } from '../time/Time.tsx'
import { CampaignsCard } from './cards/CampaignsCard.tsx'
import { HealthCard } from './cards/HealthCard.tsx'
import { OutageCard } from './cards/OutageCard.tsx'
import { QueueCard } from './cards/QueueCard.tsx'
import { ReasonsCard } from './cards/ReasonsCard.tsx'
import { RequestsCard } from './cards/RequestsCard.tsx'
import { RulesCard } from './cards/RulesCard.tsx'
import { ScoresCard } from './cards/ScoresCard.tsx'
import { TimesCard } from './cards/TimesCard.tsx'
import { WarningsCard } from './cards/WarningsCard.tsx'
import { Figures } from './figures/Figures.tsx'
import { PeriodChooser } from './period/PeriodChooser.tsx'
import { periodQuery, readPeriod, writePeriod } from './period/period.ts'

/** Hours are counted each minute: oftener there is nothing new. */
const REFETCH_MS = 60_000
const TWO_COLUMNS = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
  minWidth: 0,
}

export const Dashboard = () => {
  const text = useText()
  const { canAccess, isPending } = useCanAccess({ resource: 'dashboard', action: 'list' })
  if (isPending) return null
  if (canAccess) return <Overview />
  return (
    <Alert severity="info" sx={{ mt: 2 }}>
      {text('dashboard.noAccess')}
    </Alert>
  )
}

/** The period stands in the address, so that the way back from a number's rows leads to what was left. */
const Overview = () => {
  const text = useText()
  const [params, setParams] = useSearchParams()
  const period = readPeriod(params)
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: [...DASHBOARD_KEY, period, zone],
    queryFn: ({ signal }) => readDashboard({ ...periodQuery(period, new Date()), zone }, signal),
    refetchInterval: REFETCH_MS,
    // It looks again by itself; until then a reader sees at once what is wrong.
    retry: false,
    placeholderData: keepPreviousData,
  })
  return (
    <Box sx={{ display: 'grid', gap: 2, my: 2, minWidth: 0 }}>
      <Title title={text('dashboard.title')} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'start' }}>
        <Box sx={{ flex: 1 }}>
          <Typography variant="h5" component="h1">
            {text('dashboard.title')}
          </Typography>
          {data !== undefined && <PeriodLine figures={data} />}
        </Box>
        <PeriodChooser period={period} onChoose={(chosen) => setParams(writePeriod(chosen))} />
      </Box>
      {data === undefined ? (
        <>
          {error === null && <Figures figures={undefined} />}
          <Section title={text('dashboard.byDay')}>
            <QueryState error={error} height={280} onRetry={() => void refetch()} />
          </Section>
        </>
      ) : (
        <>
          {error !== null && <QueryState error={error} height={0} onRetry={() => void refetch()} />}
          <Box
            aria-busy={isPlaceholderData}
            {...(isPlaceholderData && { 'data-pending': true })}
            sx={{ display: 'grid', gap: 2, minWidth: 0, opacity: isPlaceholderData ? 0.6 : 1 }}
          >
            <Cards figures={data} />
          </Box>
        </>
      )}
    </Box>
  )
}

const PeriodLine = ({ figures: { from, to, zone, hoursWaiting } }: { figures: DashboardFigures }) => {
  const text = useText()
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
      <Time at={from} /> – <Time at={to} />, {zone}
      {hoursWaiting > 0 && ` · ${text('dashboard.waiting', { smart_count: hoursWaiting })}`}
    </Typography>
  )
}

const Cards = ({ figures }: { figures: DashboardFigures }) => (
  <>
    <Figures figures={figures} />
    <Box sx={TWO_COLUMNS}>
      <RequestsCard {...figures} />
      <ScoresCard {...figures} />
    </Box>
    <Box sx={TWO_COLUMNS}>
      <ReasonsCard {...figures} />
      <WarningsCard {...figures} />
    </Box>
    <RulesCard {...figures} />
    {figures.campaigns !== null && <CampaignsCard campaigns={figures.campaigns} />}
    <TimesCard {...figures} />
    <Box sx={TWO_COLUMNS}>
      <QueueCard {...figures} />
      <OutageCard {...figures} />
    </Box>
    <HealthCard {...figures} />
  </>
)
