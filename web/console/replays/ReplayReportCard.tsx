import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { ReplayReport } from '../../../server/contract/replays.ts'
import { Section } from '../cards/Section.tsx'
import { useFormatLocale } from '../i18n/useFormatLocale.ts'
import { useText } from '../i18n/useText.ts'
import { percent } from '../scores/percent.ts'

/** What was, and what would have been, with intervals. */
export const ReplayReportCard = ({ report }: { report: ReplayReport }) => {
  const text = useText()
  const number = new Intl.NumberFormat(useFormatLocale(), { maximumFractionDigits: 1 })
  const figure = ({ value, interval }: ReplayReport['casesADay']['before']) =>
    interval === null
      ? number.format(value)
      : `${number.format(value)} [${number.format(interval.low)}–${number.format(interval.high)}]`
  const share = ({ hits, of, interval }: ReplayReport['changed']) =>
    interval === null ? '–' : `${hits} / ${of} [${percent(interval.low)}–${percent(interval.high)}]`
  const rows = [
    [text('report.casesADay'), figure(report.casesADay.before), figure(report.casesADay.after)],
    [text('report.hoursADay'), figure(report.analystHoursADay.before), figure(report.analystHoursADay.after)],
    [
      text('report.peopleADay'),
      figure(report.peopleInterruptedADay.before),
      figure(report.peopleInterruptedADay.after),
    ],
    [text('report.fraud'), share(report.fraud.before), share(report.fraud.after)],
    [text('report.honest'), share(report.honest.before), share(report.honest.after)],
  ] as const
  const refused = report.refused.reduce((sum, { decisions }) => sum + decisions, 0)
  return (
    <Section title={text('report.title')}>
      <Typography variant="body2" sx={{ mb: 2 }}>
        {text('report.counts', {
          sessions: report.sessions,
          decisions: report.decisions,
          changed: report.changed.hits,
          missed: report.fraud.newlyMissed.hits,
          caught: report.fraud.newlyCaught.hits,
        })}
      </Typography>
      {refused > 0 && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {text('report.refused', {
            decisions: refused,
            why: report.refused.map(({ why }) => why).join('; '),
          })}
        </Alert>
      )}
      {report.featuresNotStored.length > 0 && (
        <Alert severity="info" sx={{ mb: 2 }}>
          {text('report.notStored', { features: report.featuresNotStored.join(', ') })}
        </Alert>
      )}
      <Table size="small" aria-label={text('report.title')}>
        <TableHead>
          <TableRow>
            <TableCell>{text('model.metrics.figure')}</TableCell>
            <TableCell align="right">{text('report.before')}</TableCell>
            <TableCell align="right">{text('report.after')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(([name, before, after]) => (
            <TableRow key={name}>
              <TableCell>{name}</TableCell>
              <TableCell align="right">{before}</TableCell>
              <TableCell align="right">{after}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Box component="ul" sx={{ typography: 'caption', color: 'text.secondary', pl: 2.5, mb: 0 }}>
        {report.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </Box>
    </Section>
  )
}
