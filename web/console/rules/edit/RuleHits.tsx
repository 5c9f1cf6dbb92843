import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link as RouterLink } from 'react-router-dom'
import type { RuleHits as Hits } from '../../../../server/contract/rules.ts'
import type { Stage } from '../../../../server/domain/sessions/decision.ts'
import { RULES_KEY, readHits } from '../../api/rulesApi.ts'
import { Facts } from '../../cards/Facts.tsx'
import { Section } from '../../cards/Section.tsx'
import { BarSeries } from '../../charts/BarSeries.tsx'
import { useText } from '../../i18n/useText.ts'
import { QueryState } from '../../loading/QueryState.tsx'

const DAYS = 7
/** Typing stops for so long before the server is asked, ms. */
const PAUSE_MS = 400

/** `condition` null: there is none that can run. */
type RuleHitsProps = { condition: string | null; stage: Stage | null }

/** What the condition would have met lately. */
export const RuleHits = ({ condition, stage }: RuleHitsProps) => {
  const text = useText()
  const settled = useSettled(condition)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [...RULES_KEY, 'hits', settled, stage],
    queryFn: ({ signal }) => readHits({ condition: settled ?? '', stage, days: DAYS }, signal),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <Section title={text('ruleHits.title', { days: DAYS })}>
      <Box sx={{ height: 4, mb: 1 }}>
        {isFetching && <LinearProgress aria-label={text('ruleHits.counting')} />}
      </Box>
      {condition === null ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {text('ruleHits.noCondition')}
        </Typography>
      ) : error !== null || data === undefined ? (
        <QueryState error={error} height={240} onRetry={() => void refetch()} />
      ) : (
        <HitFigures hits={data} />
      )}
    </Section>
  )
}

/** The last value that stayed for a while. */
function useSettled(value: string | null): string | null {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), PAUSE_MS)
    return () => window.clearTimeout(timer)
  }, [value])
  return settled
}

const HitFigures = ({ hits }: { hits: Hits }) => {
  const text = useText()
  const { hits: sessions, people, fraud, genuine, days, examples, lookedAt, sampled, withoutFeatures } = hits
  return (
    <Box role="status">
      <Facts
        rows={[
          [text('ruleHits.sessions'), sessions],
          [text('ruleHits.people'), people],
          [text('ruleHits.fraud'), fraud],
          [text('ruleHits.genuine'), genuine],
        ]}
      />
      {sessions > 0 && (
        <BarSeries
          label={text('ruleHits.chart', { sessions, days: DAYS })}
          height={140}
          rows={days.map((day) => ({ category: day.day.slice(5), hits: day.hits }))}
          series={[{ key: 'hits', name: text('ruleHits.sessions'), color: 'primary' }]}
        />
      )}
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', my: 1 }}>
        {text(sampled ? 'ruleHits.sampled' : 'ruleHits.looked', { looked: lookedAt.sessions })}
        {withoutFeatures > 0 && ` ${text('ruleHits.without', { count: withoutFeatures })}`}
      </Typography>
      {examples.length > 0 && (
        <Typography variant="body2" component="div">
          {text('ruleHits.examples')}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {examples.map((id) => (
              <li key={id}>
                <Link component={RouterLink} to={`/sessions/${id}/show`} target="_blank" rel="noopener">
                  <code>{id}</code>
                </Link>
              </li>
            ))}
          </Box>
        </Typography>
      )}
    </Box>
  )
}
