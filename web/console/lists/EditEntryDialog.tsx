import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import type { ListEntry } from '../../../server/contract/lists.ts'
import { changeEntry, LISTS_KEY } from '../api/listsApi.ts'
import { type Problems, problemsOf } from '../api/problems.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { EntryFields, readEntryFields } from './EntryFields.tsx'
import { dayOf, endOfDay } from './readNamedThing.ts'

/** What an entry does, why and until when may change; what it is about may not. */
export const EditEntryDialog = ({ entry, onClose }: { entry: ListEntry; onClose: () => void }) => {
  const text = useText()
  const notify = useNotify()
  const client = useQueryClient()
  const [problems, setProblems] = useState<Problems | null>(null)

  const submit = async (form: FormData) => {
    const { effect, reason, day } = readEntryFields(form)
    try {
      await changeEntry(entry.id, { effect, reason, expiresAt: endOfDay(day) })
      announcer.announce(text('lists.changed'))
      notify(text('lists.changed'), { type: 'success' })
      await client.invalidateQueries({ queryKey: LISTS_KEY })
      onClose()
    } catch (error) {
      setProblems(problemsOf(error))
    }
  }
  return (
    <EntryDialog
      title={text('lists.editTitle', { kind: text(`lists.one.${entry.kind}`) })}
      submit={text('lists.editSubmit')}
      problem={problems?.message ?? null}
      onSubmit={(form) => void submit(form)}
      onClose={onClose}
    >
      <EntryFields
        start={{
          effect: entry.effect,
          reason: entry.reason,
          day: entry.expiresAt === null ? '' : dayOf(new Date(entry.expiresAt)),
        }}
        problems={problems}
      />
    </EntryDialog>
  )
}
