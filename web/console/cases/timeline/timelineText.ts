/** What happened to a case, in a sentence (pure). */

import type { CaseEvent } from '../../../../server/contract/cases.ts'
import { CASE_KINDS, CASE_SEVERITIES } from '../../../../server/domain/cases/case.ts'
import { DISPOSITIONS } from '../../../../server/domain/sessions/label.ts'
import { REVIEW_ACTIONS } from '../../../../server/domain/sessions/review.ts'
import type { useText } from '../../i18n/useText.ts'

type Text = ReturnType<typeof useText>
type Names = ReadonlyMap<string, string>

/** @param names of people of the console, by id. */
export function timelineText({ kind, details, text: note }: CaseEvent, text: Text, names: Names): string {
  const count = numberOf(details.sessions)
  switch (kind) {
    case 'changed':
      return changesOf(details, note, text, names).join('. ') || text('timeline.changed')
    case 'sessionsAdded':
      return text('timeline.sessionsAdded', { smart_count: count })
    case 'tagged':
    case 'untagged':
    case 'fileAdded':
      return text(`timeline.${kind}`, { name: note ?? '' })
    case 'mergedInto':
    case 'absorbed':
    case 'unmerged':
    case 'released':
    case 'split':
    case 'splitOff':
      return text(`timeline.${kind}`, { smart_count: count })
    case 'decided': {
      const action = REVIEW_ACTIONS.find((one) => one === details.action)
      const counts = { done: numberOf(details.done), held: numberOf(details.held) }
      return action === undefined ? String(details.action) : text(`timeline.decided.${action}`, counts)
    }
    case 'closed': {
      const disposition = DISPOSITIONS.find((one) => one === details.disposition)
      const words = disposition === undefined ? '' : text(`disposition.${disposition}`)
      return text('timeline.closed', { disposition: words })
    }
    case 'escalated': {
      const name = nameOf(details.assignee, names)
      return name === null ? text('timeline.escalated') : text('timeline.escalatedTo', { name })
    }
    case 'opened':
    case 'noted':
    case 'fileDownloaded':
    case 'becameCampaign':
    case 'givenBack':
    case 'reopened':
      return text(`timeline.${kind}`)
    default:
      return text(`timeline.${kind}`)
  }
}

/** What somebody wrote with it and the sentence does not tell yet: a reason, a comment. */
export function timelineQuote({ kind, text }: CaseEvent): string | null {
  return IS_TOLD.has(kind) ? null : text
}

const IS_TOLD: ReadonlySet<CaseEvent['kind']> = new Set(['changed', 'tagged', 'untagged', 'fileAdded'])

function changesOf(details: CaseEvent['details'], note: string | null, text: Text, names: Names): string[] {
  const severity = CASE_SEVERITIES.find((one) => one === details.severity)
  const before = CASE_SEVERITIES.find((one) => one === details.severityBefore)
  const kind = CASE_KINDS.find((one) => one === details.kind)
  const changes: string[] = []
  if (severity !== undefined && before !== undefined && severity !== before)
    changes.push(
      text('timeline.severity', {
        before: text(`cases.severity.${before}`),
        after: text(`cases.severity.${severity}`),
      }),
    )
  if (details.assignee !== undefined) {
    const name = nameOf(details.assignee, names)
    changes.push(name === null ? text('timeline.unassigned') : text('timeline.assigned', { name }))
  }
  if (details.title === true) changes.push(text('timeline.renamed', { before: note ?? '' }))
  if (kind !== undefined) changes.push(text(`timeline.kind.${kind}`))
  return changes
}

function nameOf(id: CaseEvent['details'][string] | undefined, names: Names): string | null {
  return typeof id === 'string' ? (names.get(id) ?? '?') : null
}

function numberOf(value: CaseEvent['details'][string] | undefined): number {
  return typeof value === 'number' ? value : 0
}

/**
 * Sessions that came one after the other, by the same hand, are one line: their number, and from when to when.
 * @param events newest first.
 */
export function gathered(events: readonly CaseEvent[]): { event: CaseEvent; since: string }[] {
  const lines: { event: CaseEvent; since: string }[] = []
  for (const event of events) {
    const last = lines.at(-1)
    if (last !== undefined && isMoreOf(last.event, event)) {
      const sessions = numberOf(last.event.details.sessions) + numberOf(event.details.sessions)
      lines.splice(-1, 1, {
        event: { ...last.event, details: { ...last.event.details, sessions } },
        since: event.at,
      })
    } else lines.push({ event, since: event.at })
  }
  return lines
}

function isMoreOf(one: CaseEvent, before: CaseEvent): boolean {
  return (
    one.kind === 'sessionsAdded' &&
    before.kind === 'sessionsAdded' &&
    one.caseId === before.caseId &&
    one.by?.id === before.by?.id &&
    one.text === null &&
    before.text === null
  )
}
