import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { Suspense } from 'react'
import { Link as RouterLink } from 'react-router-dom'
import type { Dashboard } from '../../../../server/contract/dashboard.ts'
import { Section } from '../../cards/Section.tsx'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { casesLink } from '../../links/figureLinks.ts'
import { lazily } from '../../loading/lazily.ts'
import { PlaceSource } from '../../places/PlaceSource.tsx'
import { placeText } from '../../places/placeText.ts'
import { Time } from '../../time/Time.tsx'
import { Empty } from '../charts/Empty.tsx'
import { campaignPlaces } from './campaignPlaces.ts'

const WorldMap = lazily(async () => ({ default: (await import('../../map/WorldMap.tsx')).WorldMap }))

const FEW = 8

type CampaignsCardProps = { campaigns: NonNullable<Dashboard['campaigns']> }

/** Where those who work together start their requests, and which campaigns they are. */
export const CampaignsCard = ({ campaigns: { open, items, isCut } }: CampaignsCardProps) => {
  const text = useText()
  const locale = useFormatLocale()
  const places = campaignPlaces(items, locale)
  const shown = items.slice(0, FEW)
  return (
    <Section title={text('dashboard.campaigns')}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        <Link component={RouterLink} to={casesLink(open)}>
          {text('dashboard.campaigns.open', { smart_count: open.count })}
        </Link>
        {isCut && ` · ${text('dashboard.campaigns.cut', { count: items.length })}`}
      </Typography>
      {items.length === 0 ? (
        <Empty text="dashboard.campaigns.empty" />
      ) : (
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: '3fr 2fr' } }}>
          <Box sx={{ minWidth: 0 }}>
            <Suspense fallback={<Skeleton variant="rounded" height={240} />}>
              <WorldMap
                label={text('dashboard.campaigns.map', {
                  places: places.flatMap(({ name }) => (name === '' ? [] : name)).join(', '),
                })}
                places={places}
              />
            </Suspense>
            <PlaceSource />
          </Box>
          <TableContainer>
            <Table size="small" aria-label={text('dashboard.campaigns')}>
              <TableHead>
                <TableRow>
                  <TableCell>{text('dashboard.campaign')}</TableCell>
                  <TableCell align="right">{text('cases.column.sessions')}</TableCell>
                  <TableCell align="right">{text('cases.column.people')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {shown.map(({ caseId, title, openedAt, sessions, people, places: [place] }) => (
                  <TableRow key={caseId} hover>
                    <TableCell sx={{ overflowWrap: 'anywhere' }}>
                      <Link component={RouterLink} to={`/campaigns/${caseId}/show`}>
                        {title}
                      </Link>
                      <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
                        <Time at={openedAt} />
                        {place !== undefined && ` · ${placeText(place, locale)}`}
                      </Typography>
                    </TableCell>
                    <TableCell align="right">{sessions}</TableCell>
                    <TableCell align="right">{people}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </TableContainer>
        </Box>
      )}
    </Section>
  )
}
