/**
 * Encryption at rest and keyed names. Whatever tells who somebody is (identity codes, names, document
 * numbers, certificates, addresses) is stored sealed and found by its digest.
 */

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Vault } from '../../flow/ports.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

export class VaultError extends Error {}

/**
 * @param vaultKey 32 bytes; seals.
 * @param pseudonymKey 32 bytes; names.
 */
export function createVault(vaultKey: Uint8Array, pseudonymKey: Uint8Array): Vault {
  const sealingKey = Buffer.from(hkdfSync('sha256', vaultKey, '', 'countersign vault v1', 32))

  return {
    /** AES-256-GCM: nonce ‖ tag ‖ ciphertext. */
    seal(plain: Uint8Array | string): Uint8Array<ArrayBuffer> {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce)
      const body = [
        cipher.update(typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain),
        cipher.final(),
      ]
      return Uint8Array.from(Buffer.concat([nonce, cipher.getAuthTag(), ...body]))
    },

    /** @throws VaultError where the bytes were not sealed with this key, or were changed. */
    open(sealed: Uint8Array): Uint8Array<ArrayBuffer> {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new VaultError('sealed bytes are too short')
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, sealed.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      try {
        const body = [decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]
        return Uint8Array.from(Buffer.concat(body))
      } catch (cause) {
        throw new VaultError('sealed bytes do not open with this key', { cause })
      }
    },

    openText(sealed: Uint8Array): string {
      return Buffer.from(this.open(sealed)).toString('utf8')
    },

    /** HMAC-SHA-256 under the pseudonym key; the purpose keeps the names of different things apart. */
    digest(purpose: string, text: string): Uint8Array<ArrayBuffer> {
      return Uint8Array.from(
        createHmac('sha256', pseudonymKey).update(`${purpose}\0${text}`, 'utf8').digest(),
      )
    },

    /** The first 16 bytes of the digest in base64url: a name for counting, in Redis keys and facts. */
    name(purpose: string, text: string): string {
      return Buffer.from(this.digest(purpose, text).subarray(0, 16)).toString('base64url')
    },
  }
}
