/** A warning in a person's language. */
import { toWarningLanguage, type WarningLanguage } from './language.ts'
import { EN } from './texts/en.ts'
import { ET } from './texts/et.ts'
import { toWarningId, type WarningId } from './warningId.ts'
import type { WarningText } from './warningText.ts'

const TEXTS: Record<WarningLanguage, Record<WarningId, WarningText>> = { en: EN, et: ET }

/**
 * @param id as chosen, or as a decision or notice stored it.
 * @param language BCP 47, e.g. the phone's or the contact's.
 */
export function warningFor(id: string, language: string): WarningText {
  return TEXTS[toWarningLanguage(language)][toWarningId(id)]
}
