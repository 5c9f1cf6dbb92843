/** The shape of a text: what stays when numbers and spacing are taken out of it. */
import { fnv1a } from '../../domain/fnv1a.ts'
import type { RelyingPartyId } from '../../domain/ids.ts'

export { fnv1a }

export function textTemplate(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\d[\d\s.,:/-]*/g, '# ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A name for one relying party's text template: 64 bits of FNV-1a, for counting and not for secrecy. */
export function templateKey(relyingPartyId: RelyingPartyId, text: string): string {
  const named = `${relyingPartyId} ${textTemplate(text)}`
  return hex(fnv1a(named, 0x811c9dc5)) + hex(fnv1a(named, 0x050c5d1f))
}

export function hex(word: number): string {
  return word.toString(16).padStart(8, '0')
}
