import { useState } from 'react'
import { writeCaseNote } from '../../api/caseWorkApi.ts'
import { useText } from '../../i18n/useText.ts'
import { useAssignees } from '../data/useAssignees.ts'
import { useCaseForm } from '../data/useCaseForm.ts'
import { mentionedIn } from './mentions.ts'

/** A note as it is written, and its sending; what was refused stays in the field. */
export function useNote(caseId: string, onDone: () => void) {
  const text = useText()
  const people = useAssignees()
  const [words, setWords] = useState('')
  const { isBusy, problem, setProblem, send } = useCaseForm(() => {
    setWords('')
    onDone()
  })
  const submit = () => {
    const note = words.trim()
    if (note === '') setProblem(text('cases.note.missing'))
    else
      void send(
        () =>
          writeCaseNote(
            caseId,
            note,
            mentionedIn(note, people).map(({ id }) => id),
          ),
        text('case.note.done'),
      )
  }
  return { words, setWords, isBusy, problem, submit }
}
