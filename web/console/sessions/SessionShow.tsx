import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { Show, useShowContext } from 'react-admin'
import type { SessionItem, SessionPage } from '../../../server/contract/sessions.ts'
import { useText } from '../i18n/useText.ts'
import { DecisionCard } from './decision/DecisionCard.tsx'
import { EndsCard } from './ends/EndsCard.tsx'
import { FactsCard } from './facts/FactsCard.tsx'
import { SessionHeader } from './header/SessionHeader.tsx'
import { PhonesCard } from './phones/PhonesCard.tsx'
import { RelatedCard } from './related/RelatedCard.tsx'
import { SeenCard } from './seen/SeenCard.tsx'
import { WayCard } from './way/WayCard.tsx'

export const SessionShow = () => (
  <Show<SessionPage> actions={false} component={Box} sx={{ mt: 2 }} title={<SessionTitle />}>
    <SessionPageBody />
  </Show>
)

const SessionTitle = () => {
  const text = useText()
  const { record } = useShowContext<SessionPage>()
  if (record === undefined) return null
  const { relyingParty, kind } = record
  return <span>{text('session.title', { relyingParty, kind: text(`kind.${kind}`) })}</span>
}

const SessionPageBody = () => {
  const text = useText()
  const { record, isFetching, error } = useShowContext<SessionPage>()
  if (record === undefined || !isWhole(record)) {
    if (isFetching) return <Skeleton variant="rounded" height={400} />
    return <Alert severity="error">{error instanceof Error ? error.message : text('session.notFound')}</Alert>
  }
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <SessionHeader session={record} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 3fr) minmax(300px, 2fr)' },
        }}
      >
        <Box sx={{ display: 'grid', gap: 2 }}>
          <DecisionCard session={record} />
          <WayCard session={record} />
          <RelatedCard sessionId={record.id} />
        </Box>
        <Box sx={{ display: 'grid', gap: 2 }}>
          <EndsCard key={record.id} session={record} />
          <SeenCard session={record} />
          <FactsCard session={record} />
          <PhonesCard session={record} />
        </Box>
      </Box>
    </Box>
  )
}

/** react-admin shows a row of the list until the page itself has come; it lacks most of the page. */
function isWhole(record: SessionItem | SessionPage): record is SessionPage {
  return 'decisions' in record
}
