import BlockIcon from '@mui/icons-material/Block'
import ReleaseIcon from '@mui/icons-material/Send'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import type { SessionPage } from '../../../../server/contract/sessions.ts'
import type { ReviewAction } from '../../../../server/domain/sessions/review.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommands } from '../../keyboard/useCommands.ts'
import { ReviewDialog } from './ReviewDialog.tsx'

/** Release and block, by button or by A and B; both ask once more and say what they do. */
export const ReviewButtons = ({ session }: { session: SessionPage }) => {
  const text = useText()
  const [action, setAction] = useState<ReviewAction | null>(null)
  const { canAccess = false } = useCanAccess({ resource: 'sessions', action: 'review' })

  useCommands(canAccess ? { release: () => setAction('release'), block: () => setAction('block') } : {})

  if (!canAccess) return null
  return (
    <>
      <Button
        variant="contained"
        color="success"
        startIcon={<ReleaseIcon />}
        aria-keyshortcuts="A"
        onClick={() => setAction('release')}
      >
        {text('review.release')} (A)
      </Button>
      <Button
        variant="contained"
        color="error"
        startIcon={<BlockIcon />}
        aria-keyshortcuts="B"
        onClick={() => setAction('block')}
      >
        {text('review.block')} (B)
      </Button>
      {action !== null && (
        <ReviewDialog sessions={[session]} action={action} onClose={() => setAction(null)} />
      )}
    </>
  )
}
