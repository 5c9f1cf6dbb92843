import { type RefObject, useState } from 'react'
import { useGetIdentity, useNotify, useRefresh } from 'react-admin'
import type { SessionItem } from '../../../server/contract/sessions.ts'
import type { ReviewAction } from '../../../server/domain/sessions/review.ts'
import { claimNext, claimSession, releaseClaim } from '../api/queueApi.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'
import { useCommands } from '../keyboard/useCommands.ts'
import type { CaseStep } from '../sessions/review/CaseDialog.tsx'
import { useNow } from '../time/useNow.ts'
import { rowWords } from './rowWords.ts'
import type { SteadyRow } from './steadyRows.ts'
import type { useSelection } from './useSelection.ts'

type QueueKeys = {
  table: RefObject<HTMLElement | null>
  rows: readonly SteadyRow<SessionItem>[]
  mayReview: boolean
  maySelect: boolean
  selection: ReturnType<typeof useSelection>
  showNew: () => void
  onOpen: (session: Pick<SessionItem, 'id'>) => void
  onReview: (session: SessionItem, action: ReviewAction) => void
  onReviewSelected: (action: ReviewAction) => void
  mayWorkCases: boolean
  onCase: (session: SessionItem, step: CaseStep) => void
}

/** J and K walk the rows, Enter opens, A and B decide, C claims, X chooses. The row that has the focus is the current one. */
export function useQueueKeys({
  table,
  rows,
  mayReview,
  maySelect,
  selection,
  showNew,
  onOpen,
  onReview,
  onReviewSelected,
  mayWorkCases,
  onCase,
}: QueueKeys) {
  const notify = useNotify()
  const refresh = useRefresh()
  const { identity } = useGetIdentity()
  const text = useText()
  const now = useNow()
  const [currentId, setCurrentId] = useState<string | null>(null)
  const current = rows.findIndex(({ row }) => row.id === currentId)

  const focusRow = (index: number) => {
    const place = Math.min(Math.max(index, 0), rows.length - 1)
    const steady = rows[place]
    if (steady === undefined) return undefined
    setCurrentId(steady.row.id)
    const element = table.current?.querySelector(`[data-row="${steady.row.id}"]`)
    if (element instanceof HTMLElement) element.focus()
    return steady.row
  }

  const walk = (by: number) => {
    const session = focusRow(current + by)
    if (session === undefined) return
    const index = rows.findIndex(({ row }) => row.id === session.id)
    announcer.announce(rowWords(session, { index, count: rows.length, now }, text))
  }

  const claim = async () => {
    const session = rows[current]?.row
    if (session === undefined) {
      announcer.announce(text('queue.said.noRow'))
      return
    }
    try {
      const isOwn = session.assignee !== null && session.assignee.id === identity?.id
      if (isOwn) await releaseClaim(session.id)
      else await claimSession(session.id)
      announcer.announce(text(isOwn ? 'queue.said.givenBack' : 'queue.said.claimed'))
      refresh()
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      announcer.announce(words)
      notify(words, { type: 'warning' })
    }
  }

  const claimNextSession = async () => {
    const id = await claimNext().catch(() => null)
    if (id === null) announcer.announce(text('queue.said.nothingWaits'))
    else onOpen({ id })
  }

  const select = () => {
    const session = rows[current]?.row
    if (session === undefined) return
    const isChosen = selection.toggle(session.id, false)
    announcer.announce(text(isChosen ? 'queue.said.chosen' : 'queue.said.unchosen'))
  }

  const openCase = (step: CaseStep) => {
    const session = rows[current]?.row
    if (session === undefined) announcer.announce(text('queue.said.noRow'))
    else onCase(session, step)
  }

  const review = (action: ReviewAction) => {
    const steady = rows[current]
    if (selection.selected.length > 0) onReviewSelected(action)
    else if (steady === undefined) announcer.announce(text('queue.said.noRow'))
    else if (steady.isGone || steady.row.holdUntil === null) announcer.announce(text('queue.said.notHeld'))
    else onReview(steady.row, action)
  }

  useCommands({
    next: () => walk(1),
    previous: () => walk(-1),
    open: () => {
      const steady = rows[current]
      if (steady !== undefined) onOpen(steady.row)
    },
    showNew: () => {
      showNew()
      announcer.announce(text('queue.said.shown'))
    },
    ...(mayReview
      ? {
          release: () => review('release'),
          block: () => review('block'),
          claim: () => void claim(),
          claimNext: () => void claimNextSession(),
        }
      : {}),
    ...(maySelect ? { select: () => select() } : {}),
    ...(mayWorkCases ? { note: () => openCase('note'), escalate: () => openCase('escalate') } : {}),
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
