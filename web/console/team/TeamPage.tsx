import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Title, useCanAccess } from 'react-admin'
import { useText } from '../i18n/useText.ts'
import { AgreementCard } from './AgreementCard.tsx'
import { HandoverCard } from './HandoverCard.tsx'
import { NoticesCard } from './NoticesCard.tsx'
import { SecondLooksCard } from './SecondLooksCard.tsx'
import { WorkloadCard } from './WorkloadCard.tsx'

const COLUMNS = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' },
  alignItems: 'start',
}

/** What one shift leaves to the next, who has how much, and how well decisions hold. Each sees what their role is for. */
export const TeamPage = () => {
  const text = useText()
  const { canAccess: mayRead } = useCanAccess({ resource: 'team', action: 'read' })
  const { canAccess: mayJudge } = useCanAccess({ resource: 'team', action: 'judge' })
  const { canAccess: mayHandOver } = useCanAccess({ resource: 'team', action: 'handOver' })
  return (
    <Box sx={{ my: 2, display: 'grid', gap: 2, minWidth: 0 }}>
      <Title title={text('team.title')} />
      <Typography variant="h5" component="h1">
        {text('team.title')}
      </Typography>
      {mayRead === true && <WorkloadCard />}
      <Box sx={COLUMNS}>
        {mayHandOver === true && <HandoverCard />}
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <NoticesCard />
          {mayJudge === true && <SecondLooksCard />}
          {mayRead === true && <AgreementCard />}
        </Box>
      </Box>
    </Box>
  )
}
