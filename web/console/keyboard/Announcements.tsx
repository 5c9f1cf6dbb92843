import Box from '@mui/material/Box'
import visuallyHidden from '@mui/utils/visuallyHidden'
import { useSyncExternalStore } from 'react'
import { announcer } from './announcer.ts'

export const Announcements = () => {
  const announced = useSyncExternalStore(announcer.watch, announcer.getState)
  return (
    <Box component="p" aria-live="polite" data-testid="announcements" sx={visuallyHidden}>
      {announced}
    </Box>
  )
}
