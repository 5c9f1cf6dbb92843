import Button from '@mui/material/Button'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import type { Run } from '../../../server/contract/runs.ts'
import type { RunKind } from '../../../server/domain/runs/run.ts'
import { cancelRun } from '../api/runsApi.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'

type CancelRunButtonProps = { kind: RunKind; run: Run; onCancelled: () => void }

/** Offered while there is something to cancel, to whoever may. */
export const CancelRunButton = ({ kind, run, onCancelled }: CancelRunButtonProps) => {
  const text = useText()
  const notify = useNotify()
  const [isBusy, setIsBusy] = useState(false)
  if (!run.mayCancel) return null

  const cancel = async () => {
    setIsBusy(true)
    try {
      await cancelRun(kind, run.id)
      announcer.announce(text(`run.cancelled.${kind}`))
      notify(text(`run.cancelled.${kind}`), { type: 'success' })
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), { type: 'error' })
    }
    setIsBusy(false)
    onCancelled()
  }

  return (
    <Button size="small" sx={{ ml: -1 }} disabled={isBusy} onClick={() => void cancel()}>
      {text('run.cancel')}
    </Button>
  )
}
