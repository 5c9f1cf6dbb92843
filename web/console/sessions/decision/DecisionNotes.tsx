import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { SessionDecision } from '../../../../server/contract/sessions.ts'
import { useText } from '../../i18n/useText.ts'
import { decisionNotes } from './decisionNotes.ts'

/** What else an analyst should know of a decision: what did not count, and what others would have said. */
export const DecisionNotes = ({ decision }: { decision: SessionDecision }) => {
  const text = useText()
  const notes = decisionNotes(decision, text)
  if (notes.length === 0) return null
  return (
    <Box component="ul" sx={{ m: 0, mt: 1.5, pl: 2.5 }}>
      {notes.map((note) => (
        <Typography component="li" variant="body2" key={note} sx={{ color: 'text.secondary' }}>
          {note}
        </Typography>
      ))}
    </Box>
  )
}
