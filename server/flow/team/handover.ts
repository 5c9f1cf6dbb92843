/** Hand-over notes: what one shift leaves to the next. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { CaseId, SessionId } from '../../domain/ids.ts'
import type { HandoverNote, HandoverNoteId } from '../../domain/team.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import type { HandoverStore } from '../../stores/team/handover.ts'
import type { CoreDependencies } from '../dependencies.ts'

export type HandoverDependencies = Pick<CoreDependencies, 'clock' | 'random'> & { handover: HandoverStore }

/** @throws AppError badRequest that names the link which leads nowhere. */
export async function writeHandover(
  deps: HandoverDependencies,
  order: {
    user: ConsoleUser
    text: string
    shift: { from: Instant; to: Instant }
    caseIds: CaseId[]
    sessionIds: SessionId[]
  },
): Promise<HandoverNote> {
  const { user, ...content } = order
  const unknown = await deps.handover.unknown(content)
  const fields = [
    ...nowhere('caseIds', content.caseIds, unknown, 'must be the id of a case'),
    ...nowhere('sessionIds', content.sessionIds, unknown, 'must be the id of a session'),
  ]
  if (fields.length > 0) throw new AppError('badRequest', 'The request is not understood', { fields })
  const id = deps.random.id<'handoverNote'>()
  const writtenAt = deps.clock.now()
  await deps.handover.write(
    { id, author: user.id, writtenAt, ...content },
    event(deps, user, 'handover.written', id, {
      cases: content.caseIds.length,
      sessions: content.sessionIds.length,
    }),
  )
  return await findNote(deps, id)
}

/** @throws AppError notFound; conflict for one's own. */
export async function acknowledgeHandover(
  deps: HandoverDependencies,
  { user, id }: { user: ConsoleUser; id: HandoverNoteId },
): Promise<HandoverNote> {
  const note = await findNote(deps, id)
  if (note.author === user.id) throw new AppError('conflict', 'This note is your own')
  const reading = { id, userId: user.id, at: deps.clock.now() }
  await deps.handover.acknowledge(reading, event(deps, user, 'handover.acknowledged', id, {}))
  return await findNote(deps, id)
}

async function findNote(deps: HandoverDependencies, id: HandoverNoteId): Promise<HandoverNote> {
  const note = await deps.handover.find(id)
  if (note === null) throw new AppError('notFound', 'There is no such note')
  return note
}

function nowhere(field: string, ids: readonly string[], unknown: ReadonlySet<string>, message: string) {
  return ids.flatMap((id, index) => (unknown.has(id) ? [{ field: `${field}.${index}`, message }] : []))
}

function event(
  deps: HandoverDependencies,
  user: ConsoleUser,
  action: 'handover.written' | 'handover.acknowledged',
  id: HandoverNoteId,
  details: Record<string, number>,
) {
  return {
    id: deps.random.id<'auditEvent'>(),
    actor: { kind: 'consoleUser', id: user.id },
    action,
    object: { kind: 'handoverNote', id },
    details,
    occurredAt: deps.clock.now(),
  } as const
}
