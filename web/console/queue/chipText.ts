/** What a filter without a field of its own says on its chip (pure). */

import { z } from 'zod'
import { REVIEWERS } from '../../../server/domain/sessions/review.ts'
import { END_RESULTS, SESSION_STATES } from '../../../server/domain/sessions/session.ts'
import { LABELLED_AS } from '../../../server/domain/sessions/sessionQuery.ts'
import type { useText } from '../i18n/useText.ts'
import { QUEUE_TABS } from '../links/queueLink.ts'

export const CHIPPED = [
  'search',
  'artefact',
  'subjectId',
  'accountId',
  'assignee',
  'states',
  'scoreFrom',
  'scoreTo',
  'reasonCode',
  'ruleId',
  'endResults',
  'reported',
  'labelledAs',
  'reviewedBy',
] as const
export type Chipped = (typeof CHIPPED)[number]

const written = z.union([z.string(), z.number()])
const states = z.array(z.enum(SESSION_STATES))
const endResults = z.array(z.enum(END_RESULTS))
const labelledAs = z.enum(LABELLED_AS)
const reviewedBy = z.enum(REVIEWERS)

/** @returns null where nothing is filtered by it, or a tab says so already. What an address says wrong the server refuses. */
export function chipText(name: Chipped, value: unknown, text: ReturnType<typeof useText>): string | null {
  if (value === undefined || value === null) return null
  switch (name) {
    case 'search':
    case 'artefact':
    case 'subjectId':
    case 'accountId':
    case 'assignee':
      return text(`queue.only.${name}`)
    case 'scoreFrom':
    case 'scoreTo':
    case 'reasonCode':
    case 'ruleId':
      return text(`queue.only.${name}`, { value: written.safeParse(value).data ?? '?' })
    case 'reported':
      return text(value === true ? 'queue.only.reported.yes' : 'queue.only.reported.no')
    case 'labelledAs': {
      const label = labelledAs.safeParse(value).data
      return label === undefined ? '?' : text(`queue.only.labelledAs.${label}`)
    }
    case 'reviewedBy': {
      const who = reviewedBy.safeParse(value).data
      return who === undefined ? '?' : text(`queue.only.reviewedBy.${who}`)
    }
    case 'states': {
      if (JSON.stringify(value) === JSON.stringify(QUEUE_TABS.held.states)) return null
      const names = states.safeParse(value).data?.map((state) => text(`state.${state}`))
      return text('queue.only.states', { value: names?.join(', ') ?? '?' })
    }
    case 'endResults': {
      const names = endResults.safeParse(value).data?.map((end) => text(`end.${end}`))
      return text('queue.only.endResults', { value: [...new Set(names)].join(', ') || '?' })
    }
  }
}
