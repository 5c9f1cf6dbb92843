import BlockIcon from '@mui/icons-material/Block'
import ReleaseIcon from '@mui/icons-material/Send'
import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import { useCanAccess } from 'react-admin'
import type { SessionPage } from '../api/wireSchemas.ts'
import { useText } from '../i18n/useText.ts'
import { type ReviewAction, ReviewDialog } from './ReviewDialog.tsx'

const KEYS: Record<string, ReviewAction> = { r: 'release', b: 'block' }

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

/** Release and block, by button or by R and B; both ask once more and say what they do. */
export const ReviewButtons = ({ session }: { session: SessionPage }) => {
  const text = useText()
  const [action, setAction] = useState<ReviewAction | null>(null)
  const { canAccess } = useCanAccess({ resource: 'sessions', action: 'review' })

  useEffect(() => {
    if (!canAccess) return
    const onKey = (event: KeyboardEvent) => {
      const wanted = KEYS[event.key.toLowerCase()]
      if (wanted === undefined || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return
      event.preventDefault()
      setAction((current) => current ?? wanted)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [canAccess])

  if (!canAccess) return null
  return (
    <>
      <Button
        variant="contained"
        color="success"
        startIcon={<ReleaseIcon />}
        aria-keyshortcuts="R"
        onClick={() => setAction('release')}
      >
        {text('review.release')} (R)
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
      {action !== null && <ReviewDialog session={session} action={action} onClose={() => setAction(null)} />}
    </>
  )
}
