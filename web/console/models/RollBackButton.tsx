import Button from '@mui/material/Button'
import { useState } from 'react'
import { rollBack } from '../api/modelsApi.ts'
import { ConfirmDialog } from '../dialogs/ConfirmDialog.tsx'
import { useText } from '../i18n/useText.ts'
import { useModelAction } from './useModelAction.ts'

/** At once and by one person: what was in force before was promoted by two. */
export const RollBackButton = () => {
  const text = useText()
  const doIt = useModelAction()
  const [isPending, setIsPending] = useState(false)
  return (
    <>
      <Button variant="outlined" color="error" onClick={() => setIsPending(true)}>
        {text('model.rollBack')}
      </Button>
      {isPending && (
        <ConfirmDialog
          title={text('model.rollBack.title')}
          words={text('model.rollBack.about')}
          submit={text('model.rollBack')}
          onCancel={() => setIsPending(false)}
          onConfirm={async () => {
            await doIt(rollBack, ({ version }) => text('model.rollBack.done', { version }))
            setIsPending(false)
          }}
        />
      )}
    </>
  )
}
