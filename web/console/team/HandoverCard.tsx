import AddIcon from '@mui/icons-material/Add'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { readHandover, TEAM_KEY } from '../api/teamApi.ts'
import { MoreButton } from '../cards/MoreButton.tsx'
import { Section } from '../cards/Section.tsx'
import { usePages } from '../cases/data/usePages.ts'
import { useText } from '../i18n/useText.ts'
import { useCommands } from '../keyboard/useCommands.ts'
import { HandoverDialog } from './HandoverDialog.tsx'
import { HandoverItem } from './HandoverItem.tsx'

/** What one shift left to the next, newest first; N writes another. */
export const HandoverCard = () => {
  const text = useText()
  const [isWriting, setIsWriting] = useState(false)
  const { rows, error, isPending, more } = usePages([...TEAM_KEY, 'handover'], readHandover)
  useCommands({ note: () => setIsWriting(true) })
  return (
    <Section title={text('team.handover')}>
      <Button
        variant="contained"
        startIcon={<AddIcon />}
        onClick={() => setIsWriting(true)}
        aria-keyshortcuts="n"
        sx={{ mb: 2 }}
      >
        {text('team.handover.new')}
      </Button>
      {error !== null && <Alert severity="error">{error.message}</Alert>}
      {isPending && <Skeleton variant="rounded" height={120} />}
      {!isPending && error === null && rows.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>{text('team.handover.none')}</Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.map((note) => (
          <HandoverItem key={note.id} note={note} />
        ))}
      </Box>
      <MoreButton more={more} />
      {isWriting && <HandoverDialog onClose={() => setIsWriting(false)} />}
    </Section>
  )
}
