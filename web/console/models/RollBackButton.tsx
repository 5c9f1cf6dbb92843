import Button from '@mui/material/Button'
import { useState } from 'react'
import { rollBack } from '../api/modelsApi.ts'
import { ConfirmDialog } from '../dialogs/ConfirmDialog.tsx'
import { useText } from '../i18n/useText.ts'
import { useModelDeed } from './useModelDeed.ts'

/** At once and by one person: what was in force before was promoted by two. */
export const RollBackButton = () => {
  const text = useText()
  const doIt = useModelDeed()
  const [isAsked, setIsAsked] = useState(false)
  return (
    <>
      <Button variant="outlined" color="error" onClick={() => setIsAsked(true)}>
        {text('model.rollBack')}
      </Button>
      {isAsked && (
        <ConfirmDialog
          title={text('model.rollBack.title')}
          words={text('model.rollBack.about')}
          submit={text('model.rollBack')}
          onCancel={() => setIsAsked(false)}
          onConfirm={async () => {
            await doIt(rollBack, ({ version }) => text('model.rollBack.done', { version }))
            setIsAsked(false)
          }}
        />
      )}
    </>
  )
}
