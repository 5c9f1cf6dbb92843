import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { CaseEvent } from '../../../../server/contract/cases.ts'
import { readTimeline } from '../../api/caseWorkApi.ts'
import { MoreButton } from '../../cards/MoreButton.tsx'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { Time } from '../../time/Time.tsx'
import { useAssignees } from '../data/useAssignees.ts'
import { usePages } from '../data/usePages.ts'
import { gathered, timelineQuote, timelineText } from './timelineText.ts'

/** Everything that happened to the case and to those merged into it, newest first. */
export const TimelineCard = ({ caseId }: { caseId: string }) => {
  const text = useText()
  const {
    rows: events,
    error,
    isPending,
    more,
  } = usePages(['case', caseId, 'timeline'], (cursor, signal) => readTimeline(caseId, cursor, signal))
  return (
    <Section title={text('timeline.title')}>
      {error !== null && <Alert severity="error">{error.message}</Alert>}
      {isPending && <Skeleton variant="rounded" height={120} />}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}>
        {gathered(events.filter((event) => !isToldTwice(event, caseId))).map(({ event, since }) => (
          <OneEvent key={event.id} event={event} since={since} caseId={caseId} />
        ))}
      </Box>
      <MoreButton more={more} />
    </Section>
  )
}

/** A merge is an event of both cases; here it is told by the one that took the other in. */
function isToldTwice({ kind, caseId }: CaseEvent, shownId: string): boolean {
  return kind === 'mergedInto' && caseId !== shownId
}

type OneEventProps = { event: CaseEvent; since: string; caseId: string }

const OneEvent = ({ event, since, caseId }: OneEventProps) => {
  const text = useText()
  const names = new Map(useAssignees().map(({ id, name }) => [id, name]))
  const quote = timelineQuote(event)
  return (
    <Box component="li" sx={{ borderLeft: 2, borderColor: 'divider', pl: 1.5 }}>
      <Typography variant="body2">{timelineText(event, text, names)}</Typography>
      {quote !== null && (
        <Typography
          variant="body2"
          sx={{ fontStyle: 'italic', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}
        >
          {quote}
        </Typography>
      )}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {event.by?.name ?? text('cases.service')},{' '}
        {since !== event.at && (
          <>
            <Time at={since} /> –{' '}
          </>
        )}
        <Time at={event.at} />
        {event.caseId !== caseId && ` · ${text('timeline.ofMerged')}`}
      </Typography>
    </Box>
  )
}
