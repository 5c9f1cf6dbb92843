import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useCanAccess } from 'react-admin'
import type { SessionPage } from '../../../../server/contract/sessions.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommands } from '../../keyboard/useCommands.ts'
import { CaseDialog, type CaseStep } from './CaseDialog.tsx'

/** A note or an escalation, by button or by N and E. */
export const CaseButtons = ({ session }: { session: SessionPage }) => {
  const text = useText()
  const [step, setStep] = useState<CaseStep | null>(null)
  const { canAccess = false } = useCanAccess({ resource: 'cases', action: 'work' })
  useCommands(canAccess ? { note: () => setStep('note'), escalate: () => setStep('escalate') } : {})
  if (!canAccess) return null
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <Button size="small" aria-keyshortcuts="N" onClick={() => setStep('note')}>
        {text('keyboard.note')} (N)
      </Button>
      <Button size="small" aria-keyshortcuts="E" onClick={() => setStep('escalate')}>
        {text('keyboard.escalate')} (E)
      </Button>
      {step !== null && <CaseDialog session={session} step={step} onClose={() => setStep(null)} />}
    </Box>
  )
}
