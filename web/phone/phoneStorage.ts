/** Where a phone keeps its state, and what it keeps. The PIN is not among it, nor anything that tells a PIN. */
import { z } from 'zod'
import { KEY_PURPOSES, type KeyPurpose } from '../../server/domain/accounts/device.ts'

/** JSON values by name. `set` must be durable when it resolves. */
export type PhoneStorage = {
  /** Gives null where nothing was set. */
  get(name: string): Promise<unknown>
  set(name: string, value: unknown): Promise<void>
}

const accountSchema = z.object({
  accountId: z.string(),
  accessToken: z.string(),
  documentNumber: z.string(),
  keyIds: z.record(z.enum(KEY_PURPOSES), z.string()),
})
export type PhoneAccount = z.infer<typeof accountSchema>

const phoneKeySchema = z.object({
  keyId: z.string(),
  purpose: z.enum(KEY_PURPOSES),
  /** All octets here are base64url. */
  modulus: z.string(),
  transportKey: z.string(),
  salt: z.string(),
  /** d1 under the PIN. */
  ciphertext: z.string(),
  keyDerivation: z.object({ N: z.number(), r: z.number(), p: z.number() }),
  oneTimePassword: z.string(),
  /** The nonce of a confirmation that was sent and not answered; sent again until an answer comes. */
  pendingNonce: z.string().nullable(),
})
export type PhoneKey = z.infer<typeof phoneKeySchema>

export async function readAccount(storage: PhoneStorage): Promise<PhoneAccount | null> {
  const stored = await storage.get('account')
  return stored === null || stored === undefined ? null : accountSchema.parse(stored)
}

export async function writeAccount(storage: PhoneStorage, account: PhoneAccount): Promise<void> {
  await storage.set('account', account)
}

export async function readKey(storage: PhoneStorage, purpose: KeyPurpose): Promise<PhoneKey | null> {
  const stored = await storage.get(`key:${purpose}`)
  return stored === null || stored === undefined ? null : phoneKeySchema.parse(stored)
}

export async function writeKey(storage: PhoneStorage, key: PhoneKey): Promise<void> {
  await storage.set(`key:${key.purpose}`, key)
}

/** A phone that lives in memory, for the simulator and tests. Values are copied as a disk would. */
export function createMemoryStorage(
  initial: Record<string, unknown> = {},
): PhoneStorage & { copy(): PhoneStorage } {
  const values = new Map(Object.entries(structuredClone(initial)))
  return {
    async get(name) {
      return structuredClone(values.get(name) ?? null)
    },
    async set(name, value) {
      values.set(name, structuredClone(value))
    },
    copy: () => createMemoryStorage(Object.fromEntries(values)),
  }
}
