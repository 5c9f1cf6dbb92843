import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Link as RouterLink } from 'react-router-dom'
import type { Related } from '../../../../server/contract/queue.ts'
import { readRelated } from '../../api/queueApi.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { queueLink } from '../../links/queueLink.ts'
import { OutcomeChip } from '../../scores/OutcomeChip.tsx'
import { Time } from '../../time/Time.tsx'

const NEWEST = 3

/** What else was seen, within 30 days, of the same address, network, phone, text and the like. */
export const RelatedCard = ({ sessionId }: { sessionId: string }) => {
  const text = useText()
  const { data, error } = useQuery({
    queryKey: ['related', sessionId],
    queryFn: ({ signal }) => readRelated(sessionId, signal),
  })
  return (
    <Section title={text('related.title')}>
      {error !== null && <Alert severity="error">{error.message}</Alert>}
      {data === undefined && error === null && <Skeleton variant="rounded" height={120} />}
      {data?.length === 0 && <Typography color="text.secondary">{text('related.none')}</Typography>}
      <Box sx={{ display: 'grid', gap: 2 }}>
        {data?.map((related) => (
          <OneRelation key={related.relation} related={related} sessionId={sessionId} />
        ))}
      </Box>
    </Section>
  )
}

const OneRelation = ({ related, sessionId }: { related: Related; sessionId: string }) => {
  const text = useText()
  const { relation, filter, sessions, isExact, people, newest } = related
  return (
    <Box>
      <Link component={RouterLink} to={queueLink({ tab: 'all', filter })} sx={{ fontWeight: 650 }}>
        {text(`related.${relation}`)}
      </Link>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {text('related.count', { sessions: isExact ? sessions : `${sessions}+`, people })}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, mt: 0.5, display: 'grid', gap: 0.5 }}>
        {newest
          .filter(({ id }) => id !== sessionId)
          .slice(0, NEWEST)
          .map((session) => (
            <Box component="li" key={session.id} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              <Link component={RouterLink} to={`/sessions/${session.id}/show`} variant="body2">
                <Time at={session.occurredAt} />
              </Link>
              <Typography variant="body2" noWrap sx={{ flex: 1 }}>
                {session.relyingParty}, {session.person ?? text('person.nobody')}
              </Typography>
              {session.decision !== null && <OutcomeChip outcome={session.decision.outcome} />}
            </Box>
          ))}
      </Box>
    </Box>
  )
}
