import Alert from '@mui/material/Alert'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { Link as RouterLink } from 'react-router-dom'
import type { Dashboard } from '../../../../server/contract/dashboard.ts'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { span } from '../../time/span.ts'
import { Time } from '../../time/Time.tsx'

type Health = Dashboard['health']

/** Whether work is done as it comes, and whether the model still knows the world it decides in. */
export const HealthCard = ({ health: { queues, outbox, model } }: Pick<Dashboard, 'health'>) => {
  const text = useText()
  return (
    <Section title={text('dashboard.health')}>
      <ModelLine model={model} />
      {queues === null ? (
        <Alert severity="warning">{text('dashboard.health.noRedis')}</Alert>
      ) : (
        <Queues queues={queues} />
      )}
      <Typography variant="body2" sx={{ mt: 1 }}>
        {text('dashboard.health.outbox', {
          smart_count: outbox.waiting,
          again: outbox.again,
          oldest: outbox.oldestMs === null ? '–' : span(outbox.oldestMs),
        })}
      </Typography>
    </Section>
  )
}

const ModelLine = ({ model }: Pick<Health, 'model'>) => {
  const text = useText()
  if (model === null) return <Typography variant="body2">{text('dashboard.health.noModel')}</Typography>
  const alerts = model.drift?.alerts ?? []
  return (
    <>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {text('dashboard.health.model')}{' '}
        <Link component={RouterLink} to={`/models/${model.id}/show`}>
          {model.version}
        </Link>
        , <Time at={model.since} />
        {model.drift === null && ` · ${text('dashboard.health.noDrift')}`}
        {model.drift !== null &&
          alerts.length === 0 &&
          ` · ${text('dashboard.health.still', { day: model.drift.day })}`}
      </Typography>
      {model.drift !== null && alerts.length > 0 && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          <Link component={RouterLink} to="/models" color="inherit">
            {text('dashboard.health.drift', {
              day: model.drift.day,
              names: alerts.map(({ name }) => name).join(', '),
            })}
          </Link>
        </Alert>
      )}
    </>
  )
}

const COUNTS = ['waiting', 'active', 'delayed'] as const

const Queues = ({ queues }: { queues: NonNullable<Health['queues']> }) => {
  const text = useText()
  return (
    <TableContainer>
      <Table size="small" aria-label={text('dashboard.health')}>
        <TableHead>
          <TableRow>
            <TableCell>{text('dashboard.health.queue')}</TableCell>
            {COUNTS.map((column) => (
              <TableCell key={column} align="right">
                {text(`dashboard.health.${column}`)}
              </TableCell>
            ))}
            <TableCell align="right">{text('dashboard.health.oldest')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {queues.map((queue) => (
            <TableRow key={queue.name}>
              <TableCell component="th" scope="row">
                {queue.name}
              </TableCell>
              {COUNTS.map((column) => (
                <TableCell key={column} align="right">
                  {queue[column]}
                </TableCell>
              ))}
              <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                {queue.oldestMs === null ? '–' : span(queue.oldestMs)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
