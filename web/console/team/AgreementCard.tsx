import MenuItem from '@mui/material/MenuItem'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Agreement } from '../../../server/contract/team.ts'
import { readAgreement, TEAM_KEY } from '../api/teamApi.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { percent } from '../scores/percent.ts'

const DAYS = [7, 30, 90] as const
const FIRST_DAYS = 30

/** How often second looks agreed with each, and how sure that is. */
export const AgreementCard = () => {
  const text = useText()
  const [days, setDays] = useState(FIRST_DAYS)
  const { data, error, refetch } = useQuery({
    queryKey: [...TEAM_KEY, 'agreement', days],
    queryFn: ({ signal }) => readAgreement(days, signal),
  })
  return (
    <Section title={text('team.agreement')}>
      <TextField
        select
        label={text('team.agreement.days')}
        value={days}
        onChange={({ target }) => setDays(Number(target.value))}
        margin="none"
        sx={{ minWidth: 120, mb: 1 }}
      >
        {DAYS.map((count) => (
          <MenuItem key={count} value={count}>
            {text('team.agreement.last', { days: count })}
          </MenuItem>
        ))}
      </TextField>
      {data === undefined ? (
        <QueryState error={error} height={120} onRetry={() => void refetch()} />
      ) : data.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{text('team.agreement.none')}</Typography>
      ) : (
        <AgreementTable rows={data} />
      )}
    </Section>
  )
}

const AgreementTable = ({ rows }: { rows: readonly Agreement[] }) => {
  const text = useText()
  return (
    <TableContainer>
      <Table size="small" aria-label={text('team.agreement')} sx={{ '& th, & td': { px: 1 } }}>
        <TableHead>
          <TableRow>
            <TableCell>{text('team.who')}</TableCell>
            <TableCell align="right">{text('team.agreement.drawn')}</TableCell>
            <TableCell align="right">{text('team.agreement.agreed')}</TableCell>
            <TableCell align="right">{text('team.agreement.disagreed')}</TableCell>
            <TableCell align="right">{text('team.agreement.rate')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ id, name, drawn, agreed, disagreed, rate, interval }) => (
            <TableRow key={id}>
              <TableCell component="th" scope="row" sx={{ overflowWrap: 'anywhere' }}>
                {name}
              </TableCell>
              <TableCell align="right">{drawn}</TableCell>
              <TableCell align="right">{agreed}</TableCell>
              <TableCell align="right">{disagreed}</TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                {rate === null ? '–' : percent(rate)}{' '}
                {interval !== null && (
                  <small>
                    ({percent(interval.low)} – {percent(interval.high)})
                  </small>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
