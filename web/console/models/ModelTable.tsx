import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { Link as RouterLink } from 'react-router-dom'
import type { Model } from '../../../server/contract/models.ts'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'
import { ModelStatusChip } from './ModelStatusChip.tsx'
import { METRICS, metricText } from './metricText.ts'

/** Every model, newest first, with what it was worth on the days that it did not learn from. */
export const ModelTable = ({ models }: { models: readonly Model[] }) => {
  const text = useText()
  return (
    <TableContainer>
      <Table size="small" aria-label={text('models.registry')}>
        <TableHead>
          <TableRow>
            <TableCell>{text('models.column.version')}</TableCell>
            <TableCell>{text('models.column.status')}</TableCell>
            {METRICS.map((metric) => (
              <TableCell key={metric} align="right">
                {text(`model.metric.${metric}.short`)}
              </TableCell>
            ))}
            <TableCell align="right">{text('models.column.frauds')}</TableCell>
            <TableCell>{text('models.column.by')}</TableCell>
            <TableCell>{text('models.column.created')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {models.map((model) => (
            <TableRow key={model.id} hover>
              <TableCell>
                <Link component={RouterLink} to={`/models/${model.id}/show`} sx={{ fontWeight: 650 }}>
                  {model.version}
                </Link>
              </TableCell>
              <TableCell>
                <ModelStatusChip status={model.status} />
              </TableCell>
              {METRICS.map((metric) => (
                <TableCell key={metric} align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>
                  {metricText(model.metrics.candidate[metric])}
                </TableCell>
              ))}
              <TableCell align="right">{model.rows.training.frauds}</TableCell>
              <TableCell>{model.trainedBy ?? text('run.schedule')}</TableCell>
              <TableCell>
                <Time at={model.createdAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
