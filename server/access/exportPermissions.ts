/**
 * Who may export what, and fetch it. Whoever may read a list may export it; a file with addresses is for those who may
 * read addresses. What the role may no longer read cannot be fetched any more, though it was made before.
 */
import type { ConsoleAction, ConsoleRole } from '../domain/consoleUser.ts'
import { EXPORT_KINDS, type ExportKind } from '../domain/runs/export.ts'
import { may } from './permissions.ts'

const LIST_OF = {
  sessions: 'readSessions',
  cases: 'readCases',
  campaigns: 'readCases',
  rules: 'readRules',
  lists: 'readLists',
  models: 'readModels',
} as const satisfies Record<Exclude<ExportKind, 'evidence'>, ConsoleAction>

export type WhatIsExported = { kind: ExportKind; withAddresses: boolean }

export function mayExport(role: ConsoleRole, { kind, withAddresses }: WhatIsExported): boolean {
  if (kind === 'evidence') return may(role, 'createExports')
  return mayReadWhatIsIn(role, { kind, withAddresses })
}

/** Whether any kind may be exported: then one's own exports are there to be looked at. */
export function mayExportAny(role: ConsoleRole): boolean {
  return EXPORT_KINDS.some((kind) => mayExport(role, { kind, withAddresses: false }))
}

export function mayDownload(role: ConsoleRole, what: WhatIsExported, isOwn: boolean): boolean {
  if (what.kind === 'evidence') return may(role, 'downloadExports')
  return (isOwn || may(role, 'downloadExports')) && mayReadWhatIsIn(role, what)
}

function mayReadWhatIsIn(role: ConsoleRole, { kind, withAddresses }: WhatIsExported): boolean {
  if (kind === 'evidence') return false
  return may(role, LIST_OF[kind]) && (!withAddresses || may(role, 'readAddresses'))
}
