import Box from '@mui/material/Box'
import type { Dashboard } from '../../../../server/contract/dashboard.ts'
import { isInterrupted, OUTCOMES } from '../../../../server/domain/sessions/decision.ts'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { casesLink, sessionsLink } from '../../links/figureLinks.ts'
import { OUTCOME_COLOR } from '../../scores/outcome.ts'
import { changeText } from './changeText.ts'
import { Tile } from './Tile.tsx'

const INTERRUPTED = OUTCOMES.filter(isInterrupted)
const TILES = { display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(168px, 1fr))' }

/** What the period brought, and what waits now: one number a tile, each with its rows behind it. */
export const Figures = ({ figures }: { figures: Dashboard | undefined }) => {
  const text = useText()
  const locale = useFormatLocale()
  const requests = figures?.requests
  const queue = figures?.queue
  const change = (now: number | undefined, before: number | undefined) =>
    now === undefined || before === undefined ? {} : { note: changeText({ now, before }, locale, text) }
  return (
    <Box sx={TILES}>
      <Tile
        label={text('dashboard.requests')}
        value={requests?.total.count}
        {...change(requests?.total.count, requests?.before.count)}
        {...(requests !== undefined && { to: sessionsLink(requests.total) })}
      />
      {INTERRUPTED.map((outcome) => (
        <Tile
          key={outcome}
          label={text(`outcome.${outcome}`)}
          value={requests?.outcomes[outcome].count}
          color={OUTCOME_COLOR[outcome]}
          {...change(requests?.outcomes[outcome].count, requests?.outcomesBefore[outcome].count)}
          {...(requests !== undefined && { to: sessionsLink(requests.outcomes[outcome]) })}
        />
      ))}
      <Tile
        label={text('dashboard.reported')}
        value={requests?.reported.count}
        color="error"
        {...(requests !== undefined && { to: sessionsLink(requests.reported) })}
      />
      <Tile
        label={text('dashboard.fallback')}
        value={requests?.fallback.count}
        color="warning"
        {...(requests !== undefined && {
          to: sessionsLink(requests.fallback),
          note: text('dashboard.undecided', { smart_count: requests.undecided }),
        })}
      />
      <Tile
        label={text('dashboard.held')}
        value={queue?.held.count}
        color="info"
        {...(queue !== undefined && { to: sessionsLink(queue.held) })}
      />
      {queue?.cases !== null && (
        <Tile
          label={text('dashboard.openCases')}
          value={queue?.cases.open.count}
          {...(queue !== undefined && {
            to: casesLink(queue.cases.open),
            note: text('dashboard.overdue', { smart_count: queue.cases.overdue.count }),
          })}
        />
      )}
    </Box>
  )
}
