import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { type ReactNode, useState } from 'react'
import { useGetIdentity } from 'react-admin'
import type { CaseItem, CasePage } from '../../../../server/contract/cases.ts'
import { changeCase, unmergeCase } from '../../api/caseWorkApi.ts'
import { useText } from '../../i18n/useText.ts'
import { useCommands } from '../../keyboard/useCommands.ts'
import { CloseDialog } from '../close/CloseDialog.tsx'
import type { CaseRights } from '../data/caseRights.ts'
import { useCaseChange } from '../data/useCaseChange.ts'
import { ReasonDialog, type ReasonStep } from '../reason/ReasonDialog.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { RenameDialog } from './RenameDialog.tsx'

type Dialog = ReasonStep | 'close' | 'merge' | 'rename'
type CaseActionsProps = { item: CasePage; rights: CaseRights; onMerge: (merged: CaseItem) => void }

/** What this reader may do with the case as it stands; the rest is not there. */
export const CaseActions = ({ item, rights, onMerge }: CaseActionsProps) => {
  const text = useText()
  const { identity } = useGetIdentity()
  const { changeAtOnce } = useCaseChange()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = () => setDialog(null)
  const isOwn = item.assignee !== null && item.assignee.id === identity?.id

  const claim = () =>
    void changeAtOnce(
      () => changeCase(item, { assigneeId: isOwn ? null : String(identity?.id ?? '') }),
      text(isOwn ? 'queue.said.givenBack' : 'queue.said.claimed'),
    )
  const makeCampaign = () =>
    void changeAtOnce(() => changeCase(item, { kind: 'campaign' }), text('cases.makeCampaign.done'))

  useCommands({
    ...(rights.mayChange && { claim }),
    ...(rights.mayEscalate && { escalate: () => setDialog('escalate') }),
  })

  const dialogs: Record<Dialog, ReactNode> = {
    escalate: <ReasonDialog item={item} step="escalate" onClose={close} />,
    giveBack: <ReasonDialog item={item} step="giveBack" onClose={close} />,
    reopen: <ReasonDialog item={item} step="reopen" onClose={close} />,
    close: <CloseDialog item={item} onClose={close} />,
    rename: <RenameDialog item={item} onClose={close} />,
    merge: (
      <MergeDialog
        item={item}
        onClose={(merged) => {
          close()
          if (merged !== null) onMerge(merged)
        }}
      />
    ),
  }
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', '&:empty': { display: 'none' } }}>
      {rights.mayChange && (
        <>
          <Button size="small" variant="contained" onClick={() => setDialog('close')}>
            {text('cases.close.button')}
          </Button>
          <Button size="small" variant="outlined" aria-keyshortcuts="C" onClick={claim}>
            {text(isOwn ? 'cases.giveUp' : 'cases.assignToMe')} (C)
          </Button>
        </>
      )}
      {rights.mayEscalate && (
        <Button size="small" variant="outlined" aria-keyshortcuts="E" onClick={() => setDialog('escalate')}>
          {text('keyboard.escalate')} (E)
        </Button>
      )}
      {rights.mayGiveBack && (
        <Button size="small" variant="outlined" onClick={() => setDialog('giveBack')}>
          {text('cases.giveBack.submit')}
        </Button>
      )}
      {rights.mayReopen && (
        <Button size="small" variant="outlined" onClick={() => setDialog('reopen')}>
          {text('cases.reopen.submit')}
        </Button>
      )}
      {rights.mayUnmerge && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => void changeAtOnce(() => unmergeCase(item), text('cases.unmerged'))}
        >
          {text('cases.unmerge')}
        </Button>
      )}
      {rights.mayChange && (
        <>
          <Button size="small" onClick={() => setDialog('merge')}>
            {text('cases.merge.button')}
          </Button>
          {item.kind === 'case' && (
            <Button size="small" onClick={makeCampaign}>
              {text('cases.makeCampaign')}
            </Button>
          )}
          <Button size="small" onClick={() => setDialog('rename')}>
            {text('cases.rename')}
          </Button>
        </>
      )}
      {dialog !== null && dialogs[dialog]}
    </Box>
  )
}
