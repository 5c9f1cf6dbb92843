import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState } from 'react'
import { useCanAccess, useGetIdentity } from 'react-admin'
import type { ModelPage } from '../../../server/contract/models.ts'
import { type ModelMove, moveModel } from '../api/modelsApi.ts'
import { ConfirmDialog } from '../dialogs/ConfirmDialog.tsx'
import { useText } from '../i18n/useText.ts'
import { type OfferedMove, offeredMoves } from './modelSteps.ts'
import { useModelAction } from './useModelAction.ts'

/** Challenge, promote, retire: each says first what it does. */
export const ModelMoves = ({ model }: { model: ModelPage }) => {
  const text = useText()
  const doIt = useModelAction()
  const { identity } = useGetIdentity()
  const { canAccess } = useCanAccess({ resource: 'models', action: 'promote' })
  const [pending, setPending] = useState<ModelMove | null>(null)
  if (canAccess !== true) return null
  const { version } = model
  const about = (move: ModelMove) =>
    text(
      move === 'retire' && model.status === 'champion'
        ? 'model.move.retireChampion'
        : `model.move.${move}.about`,
    )
  return (
    <>
      {offeredMoves(model, identity?.fullName ?? '').map((offered) => (
        <MoveButton key={offered.move} offered={offered} onPress={setPending} />
      ))}
      {pending !== null && (
        <ConfirmDialog
          title={text(`model.move.${pending}.title`, { version })}
          words={about(pending)}
          submit={text(`model.move.${pending}`)}
          onCancel={() => setPending(null)}
          onConfirm={async () => {
            await doIt(
              () => moveModel(model.id, pending),
              () => text(`model.move.${pending}.done`, { version }),
            )
            setPending(null)
          }}
        />
      )}
    </>
  )
}

type MoveButtonProps = { offered: OfferedMove; onPress: (move: ModelMove) => void }

const MoveButton = ({ offered: { move, notBy }, onPress }: MoveButtonProps) => {
  const text = useText()
  return (
    <Box sx={{ display: 'inline-flex', alignItems: 'center', gap: 1 }}>
      {notBy !== null && (
        <Box component="span" sx={{ typography: 'caption', color: 'text.secondary', maxWidth: 300 }}>
          {text('model.secondPerson', { names: notBy.join(', ') })}
        </Box>
      )}
      <Button
        variant={move === 'retire' ? 'outlined' : 'contained'}
        disabled={notBy !== null}
        onClick={() => onPress(move)}
      >
        {text(`model.move.${move}`)}
      </Button>
    </Box>
  )
}
