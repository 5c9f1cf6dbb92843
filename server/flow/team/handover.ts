/** Hand-over notes: what one shift leaves to the next. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { CaseId, SessionId } from '../../domain/ids.ts'
import type { HandoverNote, HandoverNoteId } from '../../domain/team.ts'
import type { Instant } from '../../domain/time.ts'
import { AppError } from '../../errors.ts'
import { audit, consoleUser } from '../audit.ts'
import { type CoreStores, type TransactDependencies, transact } from '../transact.ts'
import type { HandoverReads, HandoverWrites } from './ports.ts'

export type HandoverDependencies = TransactDependencies<CoreStores & { handover: HandoverWrites }> & {
  handover: Pick<HandoverReads, 'find' | 'unknown'>
}

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
  await transact(deps, async (tx) => {
    await tx.handover.add({ id, author: user.id, writtenAt, ...content })
    const details = { cases: content.caseIds.length, sessions: content.sessionIds.length }
    await audit(tx, consoleUser(user.id), 'handover.written', { kind: 'handoverNote', id }, details)
  })
  return await findNote(deps, id)
}

/** @throws AppError notFound; conflict for one's own. */
export async function acknowledgeHandover(
  deps: HandoverDependencies,
  { user, id }: { user: ConsoleUser; id: HandoverNoteId },
): Promise<HandoverNote> {
  const note = await findNote(deps, id)
  if (note.author === user.id) throw new AppError('conflict', 'This note is your own')
  await transact(deps, async (tx) => {
    const isNew = await tx.handover.acknowledge({ id, userId: user.id, at: deps.clock.now() })
    // Doing it again changes nothing.
    if (!isNew) return
    await audit(tx, consoleUser(user.id), 'handover.acknowledged', { kind: 'handoverNote', id })
  })
  return await findNote(deps, id)
}

async function findNote(
  deps: { handover: Pick<HandoverReads, 'find'> },
  id: HandoverNoteId,
): Promise<HandoverNote> {
  const note = await deps.handover.find(id)
  if (note === null) throw new AppError('notFound', 'There is no such note')
  return note
}

function nowhere(field: string, ids: readonly string[], unknown: ReadonlySet<string>, message: string) {
  return ids.flatMap((id, index) => (unknown.has(id) ? [{ field: `${field}.${index}`, message }] : []))
}
