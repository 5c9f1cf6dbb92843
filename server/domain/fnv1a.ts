/** FNV-1a over UTF-16 units, 32 bits: names for counting, not for secrecy. */
export function fnv1a(text: string, basis: number = FNV_BASIS): number {
  let hash = basis
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** The offset basis of the 32-bit hash (draft-eastlake-fnv, section 5). */
const FNV_BASIS = 0x811c9dc5
