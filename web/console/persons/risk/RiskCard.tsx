import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { Suspense, useMemo, useState } from 'react'
import type { Person } from '../../../../server/contract/persons.ts'
import { Section } from '../../cards/Section.tsx'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { lazily } from '../../loading/lazily.ts'
import { OutcomeChip } from '../../scores/OutcomeChip.tsx'
import { percent } from '../../scores/percent.ts'
import { DayReasons } from './DayReasons.tsx'
import { dayText } from './dayText.ts'
import { chartDays, dayOfHighest, strongest } from './riskDays.ts'

const RiskChart = lazily(() => import('./RiskChart.tsx'))

/** Risk over 90 days; a day that is chosen tells what raised or lowered it. */
export const RiskCard = ({ risk, since }: Pick<Person, 'risk' | 'since'>) => {
  const text = useText()
  const days = useMemo(() => chartDays(since, risk), [since, risk])
  const [chosen, setChosen] = useState<string | null>(() => dayOfHighest(risk))
  const day = risk.find((one) => one.day === chosen)
  return (
    <Section title={text('persons.risk')}>
      {risk.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{text('persons.risk.none')}</Typography>
      ) : (
        <>
          <Suspense fallback={<Skeleton variant="rounded" height={200} />}>
            <RiskChart days={days} chosen={chosen} onChoose={setChosen} />
          </Suspense>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {text('persons.risk.choose')}
          </Typography>
          {day !== undefined && <DayReasons day={day} />}
          <DayTable risk={risk} chosen={chosen} onChoose={setChosen} />
        </>
      )}
    </Section>
  )
}

type DayTableProps = Pick<Person, 'risk'> & { chosen: string | null; onChoose: (day: string) => void }

/** The same as the chart, for keys and screen readers; the latest day first. */
const DayTable = ({ risk, chosen, onChoose }: DayTableProps) => {
  const text = useText()
  const locale = useFormatLocale()
  return (
    <Box component="details" sx={{ mt: 1, '& summary': { cursor: 'pointer', color: 'text.secondary' } }}>
      <summary>{text('persons.risk.asTable', { smart_count: risk.length })}</summary>
      <Table size="small" aria-label={text('persons.risk')}>
        <TableHead>
          <TableRow>
            <TableCell>{text('persons.risk.day')}</TableCell>
            <TableCell align="right">{text('cases.column.sessions')}</TableCell>
            <TableCell align="right">{text('persons.risk.highest')}</TableCell>
            <TableCell align="right">{text('persons.risk.mean')}</TableCell>
            <TableCell>{text('queue.filter.outcome')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {risk.toReversed().map(({ day, sessions, maxScore, meanScore, outcomes }) => {
            const outcome = strongest(outcomes)
            return (
              <TableRow key={day} selected={day === chosen}>
                <TableCell>
                  <Link
                    component="button"
                    type="button"
                    aria-pressed={day === chosen}
                    onClick={() => onChoose(day)}
                  >
                    {dayText(day, locale)}
                  </Link>
                </TableCell>
                <TableCell align="right">{sessions}</TableCell>
                <TableCell align="right">{percent(maxScore)}</TableCell>
                <TableCell align="right">{percent(meanScore)}</TableCell>
                <TableCell>{outcome !== null && <OutcomeChip outcome={outcome} />}</TableCell>
              </TableRow>
            )
          })}
        </TableBody>
      </Table>
    </Box>
  )
}
