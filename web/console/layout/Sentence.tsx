import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

type SentenceProps = { role: 'alert' | 'status'; title: string; words: string; children?: ReactNode }

/** Where a page has nothing else to show: what happened, and what to do next. */
export const Sentence = ({ role, title, words, children }: SentenceProps) => (
  <Box
    role={role}
    sx={{ py: 10, px: 2, display: 'grid', gap: 2, justifyItems: 'center', textAlign: 'center' }}
  >
    <Typography variant="h5" component="h1">
      {title}
    </Typography>
    <Typography sx={{ color: 'text.secondary', maxWidth: 480 }}>{words}</Typography>
    {children}
  </Box>
)
