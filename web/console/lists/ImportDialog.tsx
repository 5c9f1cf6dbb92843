import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ListKind } from '../../../server/domain/listEntry.ts'
import { addEntry, LISTS_KEY } from '../api/listsApi.ts'
import { problemsOf } from '../api/problems.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'
import { EntryFields, KindField, readEntryFields } from './EntryFields.tsx'
import { type ImportResult, ImportResults } from './ImportResults.tsx'
import { USUAL_DAYS } from './NewEntryDialog.tsx'
import { MOST_LINES, type PastedLine, pastedLines } from './pastedLines.ts'
import { dayIn, endOfDay } from './readNamedThing.ts'

/** Many things at once, a line each; each line has its own result. */
export const ImportDialog = ({ firstKind, onClose }: { firstKind: ListKind; onClose: () => void }) => {
  const text = useText()
  const client = useQueryClient()
  const [kind, setKind] = useState(firstKind)
  const [pasted, setPasted] = useState('')
  const [results, setResults] = useState<readonly ImportResult[] | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const lines = pastedLines(pasted, kind)
  const isTooMany = lines.length > MOST_LINES

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = readEntryFields(new FormData(event.currentTarget))
    const add = async ({ value, reason }: PastedLine) =>
      await addEntry({
        kind,
        named: { value },
        effect: fields.effect,
        reason: reason ?? fields.reason,
        expiresAt: endOfDay(fields.day),
      })
    setIsBusy(true)
    const done: ImportResult[] = []
    for (const line of lines) {
      done.push(await resultOf(line, add))
      setResults([...done])
    }
    setIsBusy(false)
    announcer.announce(text('lists.imported', countsOf(done)))
    await client.invalidateQueries({ queryKey: LISTS_KEY })
  }

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="import-title">
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id="import-title">{text('lists.importTitle')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          {results === null ? (
            <>
              <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                {text('lists.importAbout')}
              </Typography>
              <KindField kind={kind} onChange={setKind} />
              <TextField
                label={text('lists.lines')}
                value={pasted}
                onChange={({ target }) => setPasted(target.value)}
                required
                multiline
                rows={8}
                margin="none"
                error={isTooMany}
                helperText={
                  isTooMany
                    ? text('lists.tooManyLines', { most: MOST_LINES })
                    : text('lists.linesFound', { smart_count: lines.length })
                }
                slotProps={{ input: { sx: { fontFamily: 'monospace' } } }}
              />
              <EntryFields
                start={{ effect: 'block', reason: '', day: dayIn(USUAL_DAYS, new Date()) }}
                problems={null}
              />
            </>
          ) : (
            <Box>
              <Typography role="status" sx={{ mb: 1 }}>
                {isBusy
                  ? text('lists.importing', { done: results.length, of: lines.length })
                  : text('lists.imported', countsOf(results))}
              </Typography>
              <ImportResults results={results} />
            </Box>
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{text(results === null ? 'review.cancel' : 'keyboard.close')}</Button>
          {results === null && (
            <Button type="submit" variant="contained" disabled={lines.length === 0 || isTooMany || isBusy}>
              {text('lists.importSubmit', { smart_count: lines.length })}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  )
}

async function resultOf(
  line: PastedLine,
  add: (line: PastedLine) => Promise<unknown>,
): Promise<ImportResult> {
  if (line.repeats !== null) return { line, is: 'repeated' }
  try {
    await add(line)
    return { line, is: 'added' }
  } catch (error) {
    const { message, byField } = problemsOf(error)
    return { line, is: 'refused', why: byField.value ?? byField.reason ?? byField.expiresAt ?? message }
  }
}

function countsOf(results: readonly ImportResult[]) {
  const of = (wanted: ImportResult['is']) => results.filter(({ is }) => is === wanted).length
  return { added: of('added'), refused: of('refused'), repeated: of('repeated') }
}
