import type { CaseItem } from '../../../../server/contract/cases.ts'
import { FormDialog } from '../../dialogs/FormDialog.tsx'
import { useText } from '../../i18n/useText.ts'
import { MentionField } from './MentionField.tsx'
import { useNote } from './useNote.ts'

/** A note from the list, without opening the case. */
export const QuickNoteDialog = ({ item, onClose }: { item: CaseItem; onClose: () => void }) => {
  const text = useText()
  const note = useNote(item.id, onClose)
  return (
    <FormDialog
      title={text('case.note.title')}
      about={item.title}
      submit={text('case.note.submit')}
      isBusy={note.isBusy}
      problem={null}
      onSubmit={note.submit}
      onClose={onClose}
    >
      <MentionField
        label={text('case.note.words')}
        value={note.words}
        onChange={note.setWords}
        problem={note.problem}
        autoFocus
      />
    </FormDialog>
  )
}
