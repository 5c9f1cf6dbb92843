/** The shape of a text: what stays when numbers and spacing are taken out of it. */
import type { RelyingPartyId } from '../../domain/ids.ts'

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

/** FNV-1a over UTF-16 units, 32 bits. */
export function fnv1a(text: string, basis: number): number {
  let hash = basis
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

export function hex(word: number): string {
  return word.toString(16).padStart(8, '0')
}
