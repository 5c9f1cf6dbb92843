/** Notes with mentions, tags and files of a case. They add to a case and overwrite nothing, so no version is asked. */
import type { ConsoleUser } from '../../domain/consoleUser.ts'
import type { CaseFileId, CaseId, CaseNoteId, ConsoleUserId } from '../../domain/ids.ts'
import { AppError } from '../../errors.ts'
import { transact } from '../transact.ts'
import {
  assertMayWork,
  type CaseDependencies,
  changeOneCase,
  fieldProblem,
  type NewCaseEvent,
  recordEvent,
} from './changeCases.ts'
import type { CaseContents, CaseFile, CaseNote } from './contentPorts.ts'
import type { CaseTransaction } from './ports.ts'

export type ContentDependencies = CaseDependencies & { caseContents: CaseContents }

type Order = { user: ConsoleUser; id: CaseId }

/** A note may be written to a closed case too: what is learnt later belongs to it. */
export async function writeNote(
  deps: ContentDependencies,
  order: Order & { text: string; mentions: ConsoleUserId[] },
): Promise<CaseNote> {
  const mentions = [...new Set(order.mentions)]
  await assertKnown(deps, mentions)
  const note: CaseNote = {
    id: deps.random.id<'caseNote'>(),
    authorId: order.user.id,
    text: order.text,
    mentions,
    at: deps.clock.now(),
  }
  await alter(deps, order, async (tx) => {
    await tx.caseContents.addNote(order.id, note)
    return { kind: 'noted', details: { note: note.id, mentions: mentions.length } }
  })
  return note
}

async function assertKnown(deps: ContentDependencies, mentions: readonly ConsoleUserId[]): Promise<void> {
  const users = await Promise.all(mentions.map((id) => deps.consoleUsers.find(id)))
  const stranger = users.indexOf(null)
  if (stranger >= 0) throw fieldProblem(`mentions.${stranger}`, 'must be the id of somebody who may sign in')
}

export async function addTag(deps: ContentDependencies, order: Order & { tag: string }): Promise<void> {
  await alter(deps, order, async (tx) =>
    (await tx.caseContents.addTag(order.id, order.tag)) ? { kind: 'tagged', text: order.tag } : null,
  )
}

export async function removeTag(deps: ContentDependencies, order: Order & { tag: string }): Promise<void> {
  await alter(deps, order, async (tx) =>
    (await tx.caseContents.removeTag(order.id, order.tag)) ? { kind: 'untagged', text: order.tag } : null,
  )
}

export async function addFile(
  deps: ContentDependencies,
  order: Order & { name: string; type: string; content: Uint8Array },
): Promise<CaseFile> {
  const { user, id, name, type, content } = order
  const fileId = deps.random.id<'caseFile'>()
  return await alter(deps, order, async (tx) => {
    const file = { id: fileId, name, type, content, addedBy: user.id, addedAt: tx.clock.now() }
    const added = await tx.caseContents.addFile(id, file)
    return {
      kind: 'fileAdded',
      details: { file: fileId, size: added.size, sha256: added.sha256 },
      text: name,
      result: added,
    }
  })
}

/** Nothing is handed out before it is recorded. @throws AppError notFound. */
export async function openFile(deps: ContentDependencies, order: Order & { fileId: CaseFileId }) {
  const { user, id, fileId } = order
  const file = await deps.caseContents.openFile(id, fileId)
  if (file === null) throw new AppError('notFound', 'This case has no such file')
  const details = { file: fileId, size: file.size, sha256: file.sha256 }
  await transact(deps, (tx) => recordEvent(tx, { caseId: id, kind: 'fileDownloaded', by: user.id, details }))
  return file
}

/** Newest first, with what is after the last. */
export async function readNotes(
  deps: ContentDependencies,
  id: CaseId,
  page: { before: CaseNoteId | null; limit: number },
) {
  const found = await deps.caseContents.notes(id, { ...page, limit: page.limit + 1 })
  const notes = found.slice(0, page.limit)
  return { notes, next: found.length > page.limit ? (notes.at(-1)?.id ?? null) : null }
}

type Change<Result> = Pick<NewCaseEvent, 'kind' | 'details' | 'text'> & { result?: Result }

/** @param work null: nothing was altered, nothing is told. */
async function alter<Result>(
  deps: ContentDependencies,
  { user, id }: Order,
  work: (tx: CaseTransaction) => Promise<(Change<Result> & { result: Result }) | null>,
): Promise<Result>
async function alter(
  deps: ContentDependencies,
  order: Order,
  work: (tx: CaseTransaction) => Promise<Change<undefined> | null>,
): Promise<void>
async function alter<Result>(
  deps: ContentDependencies,
  { user, id }: Order,
  work: (tx: CaseTransaction) => Promise<Change<Result> | null>,
): Promise<Result | undefined> {
  return await changeOneCase(deps, { id, version: null }, async (tx, current) => {
    assertMayWork(user, current)
    if (current.state === 'merged') throw new AppError('conflict', 'The case was merged into another one')
    const change = await work(tx)
    if (change === null) return undefined
    const { result, ...event } = change
    await recordEvent(tx, { caseId: id, by: user.id, ...event })
    return result
  })
}
