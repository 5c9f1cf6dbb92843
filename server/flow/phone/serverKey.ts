/** The server's long-term key as the phones' handshake uses it. */
import { readServerKey, type ServerKey } from '../../signing/serverKey.ts'
import type { Dependencies } from '../dependencies.ts'

export async function serverKey({ authority }: Pick<Dependencies, 'authority'>): Promise<ServerKey> {
  return await readServerKey(authority.serverKeyPem)
}
