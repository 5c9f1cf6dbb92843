import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Title, useCanAccess } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import type { Replay } from '../../../server/contract/replays.ts'
import { REPLAYS_KEY, readReplays } from '../api/replaysApi.ts'
import { Section } from '../cards/Section.tsx'
import { useText } from '../i18n/useText.ts'
import { QueryState } from '../loading/QueryState.tsx'
import { Time } from '../time/Time.tsx'
import { NewReplayDialog } from './NewReplayDialog.tsx'
import { ReplayProgress } from './ReplayProgress.tsx'

const PROGRESS_MS = 1_000
export const isOpenReplay = ({ state }: Pick<Replay, 'state'>) => state === 'queued' || state === 'running'

export const ReplayList = () => {
  const text = useText()
  const { canAccess } = useCanAccess({ resource: 'rules', action: 'edit' })
  const [isAsking, setIsAsking] = useState(false)
  const replays = useQuery({
    queryKey: [...REPLAYS_KEY, 'list'],
    queryFn: ({ signal }) => readReplays(signal),
    refetchInterval: (query) => (query.state.data?.some(isOpenReplay) === true ? PROGRESS_MS : false),
  })
  return (
    <Box sx={{ mt: 2, display: 'grid', gap: 2 }}>
      <Title title={text('replays.title')} />
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Typography variant="h5" component="h1" sx={{ flex: 1 }}>
          {text('replays.title')}
        </Typography>
        {canAccess === true && (
          <Button variant="contained" onClick={() => setIsAsking(true)}>
            {text('replays.new')}
          </Button>
        )}
      </Box>
      <Typography sx={{ color: 'text.secondary', maxWidth: 720 }}>{text('replays.about')}</Typography>
      <Section title={text('replays.list')}>
        {replays.data === undefined ? (
          <QueryState error={replays.error} height={200} onRetry={() => void replays.refetch()} />
        ) : replays.data.length === 0 ? (
          <Typography sx={{ color: 'text.secondary', py: 4, textAlign: 'center' }}>
            {text('replays.empty')}
          </Typography>
        ) : (
          <Table size="small" aria-label={text('replays.title')}>
            <TableHead>
              <TableRow>
                <TableCell>{text('replays.column.period')}</TableCell>
                <TableCell>{text('run.column.state')}</TableCell>
                <TableCell>{text('run.column.by')}</TableCell>
                <TableCell>{text('run.column.created')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {replays.data.map((replay) => (
                <TableRow key={replay.id} hover>
                  <TableCell>
                    <Link component={RouterLink} to={`/replays/${replay.id}/show`} sx={{ fontWeight: 650 }}>
                      <Time at={replay.asked.from} /> – <Time at={replay.asked.to} />
                    </Link>
                  </TableCell>
                  <TableCell sx={{ minWidth: 180 }}>
                    <ReplayProgress replay={replay} />
                  </TableCell>
                  <TableCell>{replay.requestedBy}</TableCell>
                  <TableCell>
                    <Time at={replay.createdAt} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Section>
      {isAsking && <NewReplayDialog onClose={() => setIsAsking(false)} />}
    </Box>
  )
}
