/** Which sessions go to hold to learn from them: settled by the id, so that a replay draws the same. */
import type { SessionId } from '../domain/ids.ts'
import { fnv1a } from './features/textTemplate.ts'

const BASIS = 0x9e3779b9

/** 0 to 1, evenly spread. The service makes the ids itself, so nobody outside can choose one that is drawn. */
export function explorationDraw(sessionId: SessionId): number {
  return mix(fnv1a(sessionId, BASIS)) / 2 ** 32
}

/** FNV-1a spreads its last characters badly; this is the finaliser of MurmurHash3 (Appleby, public domain). */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
