import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router-dom'
import type { Dashboard } from '../../../../server/contract/dashboard.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { casesLink, sessionsLink } from '../../links/figureLinks.ts'
import { SecondsLeft } from '../../time/SecondsLeft.tsx'
import { span } from '../../time/span.ts'
import { BarList } from '../charts/BarList.tsx'
import { Empty } from '../charts/Empty.tsx'

/** Who waits now and how long, whatever the period is. */
export const QueueCard = ({ queue }: Pick<Dashboard, 'queue'>) => {
  const text = useText()
  const { held, waits, longestWaitMs, nextEndsAt, cases } = queue
  return (
    <Section title={text('dashboard.queue')}>
      {held.count === 0 ? (
        <Empty text="dashboard.queue.empty" />
      ) : (
        <>
          <BarList
            label={text('dashboard.queue')}
            rows={waits.map(({ fromMs, toMs, sessions }) => ({
              key: String(fromMs),
              name: toMs === null ? `≥ ${span(fromMs)}` : `${span(fromMs)} – ${span(toMs)}`,
              count: sessions,
              color: 'info',
              to: sessionsLink(held),
            }))}
          />
          <Typography variant="body2" component="div" sx={{ mt: 1.5 }}>
            {longestWaitMs !== null && text('dashboard.queue.longest', { span: span(longestWaitMs) })}{' '}
            {nextEndsAt !== null && (
              <>
                {text('dashboard.queue.next')} <SecondsLeft until={nextEndsAt} />
              </>
            )}
          </Typography>
        </>
      )}
      {cases !== null && cases.overdue.count > 0 && (
        <Typography variant="body2" sx={{ mt: 1 }}>
          <Link component={RouterLink} to={casesLink(cases.overdue)} color="error">
            {text('dashboard.overdue', { smart_count: cases.overdue.count })}
          </Link>
        </Typography>
      )}
    </Section>
  )
}
