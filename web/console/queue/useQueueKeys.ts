import { type RefObject, useState } from 'react'
import type { SessionItem } from '../api/wireSchemas.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'
import { useCommands } from '../keyboard/useCommands.ts'
import type { ReviewAction } from '../sessions/ReviewDialog.tsx'
import { useNow } from '../time/useNow.ts'
import { rowWords } from './rowWords.ts'
import type { SteadyRow } from './steadyRows.ts'

type QueueKeys = {
  table: RefObject<HTMLElement | null>
  rows: readonly SteadyRow<SessionItem>[]
  mayReview: boolean
  showNew: () => void
  onOpen: (session: SessionItem) => void
  onReview: (session: SessionItem, action: ReviewAction) => void
}

/** J and K walk the rows, Enter opens, A and B decide. The row that has the focus is the current one. */
export function useQueueKeys({ table, rows, mayReview, showNew, onOpen, onReview }: QueueKeys) {
  const text = useText()
  const now = useNow()
  const [currentId, setCurrentId] = useState<string | null>(null)
  const current = rows.findIndex(({ row }) => row.id === currentId)

  const focusRow = (index: number) => {
    const place = Math.min(Math.max(index, 0), rows.length - 1)
    const steady = rows[place]
    if (steady === undefined) return
    setCurrentId(steady.row.id)
    const element = table.current?.querySelector(`[data-row="${steady.row.id}"]`)
    if (element instanceof HTMLElement) element.focus()
    announcer.say(rowWords(steady.row, { index: place, count: rows.length, now }, text))
  }

  const review = (action: ReviewAction) => {
    const steady = rows[current]
    if (steady === undefined) announcer.say(text('queue.said.noRow'))
    else if (steady.isGone || steady.row.holdUntil === null) announcer.say(text('queue.said.notHeld'))
    else onReview(steady.row, action)
  }

  useCommands({
    next: () => focusRow(current + 1),
    previous: () => focusRow(current - 1),
    open: () => {
      const steady = rows[current]
      if (steady !== undefined) onOpen(steady.row)
    },
    showNew: () => {
      showNew()
      announcer.say(text('queue.said.shown'))
    },
    ...(mayReview ? { release: () => review('release'), block: () => review('block') } : {}),
  })

  return {
    currentId: current === -1 ? null : currentId,
    setCurrentId,
    /** After a dialog: back to its row, or on by so many. */
    goOn: (id: string, by: number) => {
      const at = rows.findIndex(({ row }) => row.id === id)
      // The dialog gives the focus up only when it has gone.
      window.setTimeout(() => focusRow(at + by))
    },
  }
}
