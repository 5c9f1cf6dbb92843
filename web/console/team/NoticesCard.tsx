import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { markNoticeRead, readNotices, TEAM_KEY } from '../api/teamApi.ts'
import { MoreButton } from '../cards/MoreButton.tsx'
import { Section } from '../cards/Section.tsx'
import { useCaseChange } from '../cases/data/useCaseChange.ts'
import { usePages } from '../cases/data/usePages.ts'
import { useText } from '../i18n/useText.ts'
import { LookLine } from './LookLine.tsx'

/** Where a second look disagreed with the reader. The decision itself stays. */
export const NoticesCard = () => {
  const text = useText()
  const { changeAtOnce } = useCaseChange()
  const { rows, error, isPending, more } = usePages([...TEAM_KEY, 'notices'], readNotices)
  return (
    <Section title={text('team.notices')}>
      {error !== null && <Alert severity="error">{error.message}</Alert>}
      {isPending && <Skeleton variant="rounded" height={40} />}
      {!isPending && error === null && rows.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>{text('team.notices.none')}</Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
        {rows.map(({ id, look, readAt }) => (
          <Box
            component="li"
            key={id}
            sx={{ pl: 1, borderLeft: 3, borderColor: readAt === null ? 'warning.main' : 'divider' }}
          >
            <LookLine look={look} />
            {look.verdict !== null && (
              <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                {text('team.verdict.disagree', { name: look.verdict.by.name })}: {look.verdict.reason}
              </Typography>
            )}
            {readAt === null && (
              <Button size="small" onClick={() => void changeAtOnce(() => markNoticeRead(id), null)}>
                {text('team.notices.read')}
              </Button>
            )}
          </Box>
        ))}
      </Box>
      <MoreButton more={more} />
    </Section>
  )
}
