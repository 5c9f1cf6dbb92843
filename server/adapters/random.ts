/** The only source of chance. */

import { randomBytes, randomInt } from 'node:crypto'
import { v7 } from 'uuid'
import { type Id, toId } from '../domain/ids.ts'
import type { Random } from '../flow/ports.ts'

export function createRandom(): Random {
  return {
    bytes(length: number): Uint8Array<ArrayBuffer> {
      return Uint8Array.from(randomBytes(length))
    },
    integer(min: number, max: number): number {
      return randomInt(min, max + 1)
    },
    id<Kind extends string>(): Id<Kind> {
      return toId<Kind>(v7())
    },
  }
}
