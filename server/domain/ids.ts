/**
 * Identifiers. Each is a UUID (v7 where we make it: ordered by wall time), and each has a type of
 * its own, so that an account cannot stand where a subject is meant.
 */
declare const kind: unique symbol
export type Id<Kind extends string> = string & { readonly [kind]: Kind }

export type SessionId = Id<'session'>
export type SubjectId = Id<'subject'>
export type AccountId = Id<'account'>
export type KeyId = Id<'key'>
export type RelyingPartyId = Id<'relyingParty'>
export type ConsoleUserId = Id<'consoleUser'>
export type ExportId = Id<'export'>
export type ModelId = Id<'model'>
export type TrainingRunId = Id<'trainingRun'>
export type ReplayId = Id<'replay'>
export type CaseId = Id<'case'>
export type CaseNoteId = Id<'caseNote'>
export type CaseFileId = Id<'caseFile'>
export type RevealId = Id<'reveal'>
export type PersonSearchId = Id<'personSearch'>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True for the canonical text of a UUID, in lower case. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/**
 * Gives a UUID the type of what it identifies.
 * @throws RangeError where the text is not a UUID.
 */
export function toId<Kind extends string>(text: string): Id<Kind> {
  const lower = text.toLowerCase()
  if (!isUuid(lower)) throw new RangeError('an id must be a UUID')
  return lower as Id<Kind>
}
