import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { refusalOf } from '../../api/http.ts'
import { FormDialog } from '../../dialogs/FormDialog.tsx'
import { useText } from '../../i18n/useText.ts'
import { announcer } from '../../keyboard/announcer.ts'

type RevealDialogProps = { onAsk: (reason: string) => Promise<void>; onClose: () => void }

/** As the server asks. */
const REASON_LEAST = 10

export const RevealDialog = ({ onAsk, onClose }: RevealDialogProps) => {
  const text = useText()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  const submit = async () => {
    const words = reason.trim()
    if (words.length < REASON_LEAST) {
      setProblem(text('persons.reveal.missing'))
      return
    }
    setIsBusy(true)
    try {
      await onAsk(words)
      announcer.announce(text('persons.reveal.done'))
      onClose()
    } catch (error) {
      const { message, fields } = refusalOf(error)
      setProblem([message, ...Object.values(fields)].join(': '))
      setIsBusy(false)
    }
  }

  return (
    <FormDialog
      title={text('persons.reveal.title')}
      about={text('persons.reveal.about')}
      submit={text('persons.reveal.submit')}
      isBusy={isBusy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={text('cases.reason')}
        value={reason}
        onChange={({ target }) => {
          setReason(target.value)
          setProblem(null)
        }}
        required
        autoFocus
        fullWidth
        multiline
        minRows={3}
        helperText={text('persons.reveal.help')}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </FormDialog>
  )
}
