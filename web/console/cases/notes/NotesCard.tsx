import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { type KeyboardEvent, useRef } from 'react'
import type { CaseNote } from '../../../../server/contract/cases.ts'
import { readNotes } from '../../api/caseWorkApi.ts'
import { MoreButton } from '../../cards/MoreButton.tsx'
import { Section } from '../../cards/Section.tsx'
import { useText } from '../../i18n/useText.ts'
import { useCommands } from '../../keyboard/useCommands.ts'
import { Time } from '../../time/Time.tsx'
import { usePages } from '../data/usePages.ts'
import { MentionField } from './MentionField.tsx'
import { splitByMentions } from './mentions.ts'
import { useNote } from './useNote.ts'

/** What people wrote, newest first, with the next note open above them; N leads to it. */
export const NotesCard = ({ caseId, mayWrite }: { caseId: string; mayWrite: boolean }) => {
  const text = useText()
  const {
    rows: notes,
    error,
    isPending,
    more,
  } = usePages(['case', caseId, 'notes'], (cursor, signal) => readNotes(caseId, cursor, signal))
  return (
    <Section title={text('cases.notes')}>
      {mayWrite && <NoteForm caseId={caseId} />}
      {error !== null && <Alert severity="error">{error.message}</Alert>}
      {isPending && <Skeleton variant="rounded" height={60} />}
      {!isPending && error === null && notes.length === 0 && !mayWrite && (
        <Typography sx={{ color: 'text.secondary' }}>{text('cases.notes.none')}</Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
        {notes.map((note) => (
          <OneNote key={note.id} note={note} />
        ))}
      </Box>
      <MoreButton more={more} />
    </Section>
  )
}

const NoteForm = ({ caseId }: { caseId: string }) => {
  const text = useText()
  const field = useRef<HTMLTextAreaElement>(null)
  const note = useNote(caseId, () => undefined)
  useCommands({ note: () => field.current?.focus() })
  const sendOnControlEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    note.submit()
  }
  return (
    <Box
      component="form"
      onKeyDown={sendOnControlEnter}
      onSubmit={(event) => {
        event.preventDefault()
        note.submit()
      }}
      sx={{ mb: 2 }}
    >
      <MentionField
        inputRef={field}
        label={text('case.note.words')}
        value={note.words}
        onChange={note.setWords}
        problem={note.problem}
      />
      <Button type="submit" size="small" variant="outlined" disabled={note.isBusy} sx={{ mt: 1 }}>
        {text('case.note.submit')}
      </Button>
    </Box>
  )
}

const OneNote = ({ note }: { note: CaseNote }) => {
  // A part has no name of its own; where it begins in the text tells it from the others.
  let at = 0
  const parts = splitByMentions(note.text, note.mentions).map((part) => {
    const key = at
    at += part.text.length
    return { ...part, key }
  })
  return (
    <Box component="li">
      <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {parts.map((part) =>
          part.person === null ? (
            part.text
          ) : (
            <Box key={part.key} component="strong" sx={{ color: 'primary.main' }}>
              {part.text}
            </Box>
          ),
        )}
      </Typography>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {note.author.name}, <Time at={note.at} />
      </Typography>
    </Box>
  )
}
