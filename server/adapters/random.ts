/** The only source of chance. */
import { randomBytes, randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import { type Id, toId } from '../domain/ids.ts'

export function createRandom() {
  return {
    bytes(length: number): Uint8Array<ArrayBuffer> {
      return Uint8Array.from(randomBytes(length))
    },
    /** A whole number from min to max, both included. */
    integer(min: number, max: number): number {
      return randomInt(min, max + 1)
    },
    /** UUIDv7 of the wall clock. */
    id<Kind extends string>(): Id<Kind> {
      return toId<Kind>(v7())
    },
  }
}

export type Random = ReturnType<typeof createRandom>
