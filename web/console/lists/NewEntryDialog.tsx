import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import type { ListKind } from '../../../server/domain/listEntry.ts'
import { addEntry, LISTS_KEY } from '../api/listsApi.ts'
import { type Problems, problemsOf } from '../api/problems.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { EntryFields, KindField, readEntryFields } from './EntryFields.tsx'
import { NamedThingFields } from './NamedThingFields.tsx'
import { dayIn, endOfDay, readNamedThing } from './readNamedThing.ts'

/** What nobody looks at again should not stand for ever. */
export const USUAL_DAYS = 30

export const NewEntryDialog = ({ firstKind, onClose }: { firstKind: ListKind; onClose: () => void }) => {
  const text = useText()
  const notify = useNotify()
  const client = useQueryClient()
  const [kind, setKind] = useState(firstKind)
  const [problems, setProblems] = useState<Problems | null>(null)

  const submit = async (form: FormData) => {
    const { effect, reason, day } = readEntryFields(form)
    try {
      await addEntry({ kind, named: readNamedThing(form), effect, reason, expiresAt: endOfDay(day) })
      announcer.announce(text('lists.added'))
      notify(text('lists.added'), { type: 'success' })
      await client.invalidateQueries({ queryKey: LISTS_KEY })
      onClose()
    } catch (error) {
      setProblems(problemsOf(error))
    }
  }
  return (
    <EntryDialog
      title={text('lists.addTitle')}
      submit={text('lists.addSubmit')}
      problem={problems?.message ?? null}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <KindField kind={kind} onChange={setKind} />
      <NamedThingFields
        kind={kind}
        problem={problems?.byField.value ?? problems?.byField.sessionId ?? null}
      />
      <EntryFields
        start={{ effect: 'block', reason: '', day: dayIn(USUAL_DAYS, new Date()) }}
        problems={problems}
      />
    </EntryDialog>
  )
}
