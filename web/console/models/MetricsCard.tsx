import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { Model, ScoreMetrics } from '../../../server/contract/models.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { isBetter, METRICS, metricText } from './metricText.ts'

type MetricsCardProps = { model: Model; champion: Model | null }

/** What the model was worth on its validation days, beside the rules alone and the champion on its own. */
export const MetricsCard = ({ model, champion }: MetricsCardProps) => {
  const text = useText()
  const { candidate, rulesAlone } = model.metrics
  const columns: { name: string; metrics: ScoreMetrics }[] = [
    { name: text('model.metrics.this'), metrics: candidate },
    { name: text('model.metrics.rulesAlone'), metrics: rulesAlone },
    ...(champion === null
      ? []
      : [
          {
            name: text('model.metrics.champion', { version: champion.version }),
            metrics: champion.metrics.candidate,
          },
        ]),
  ]
  return (
    <Section title={text('model.metrics')}>
      <Table size="small" aria-label={text('model.metrics')}>
        <TableHead>
          <TableRow>
            <TableCell>{text('model.metrics.figure')}</TableCell>
            {columns.map(({ name }) => (
              <TableCell key={name} align="right" sx={{ '&&': { whiteSpace: 'normal' } }}>
                {name}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {METRICS.map((metric) => (
            <TableRow key={metric}>
              <TableCell>{text(`model.metric.${metric}`)}</TableCell>
              {columns.map(({ name, metrics }) => {
                const best = columns.every(
                  (other) =>
                    other.metrics === metrics ||
                    isBetter(metric, metrics[metric], other.metrics[metric]) !== false,
                )
                return (
                  <TableCell
                    key={name}
                    align="right"
                    sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: best ? 700 : 400 }}
                  >
                    {metricText(metrics[metric])}
                  </TableCell>
                )
              })}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {text('model.metrics.about')}
      </Typography>
    </Section>
  )
}
