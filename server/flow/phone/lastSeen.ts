/** lastSeen: where a phone last spoke to us from, which the next request is compared with. */

import { SECOND_MS } from '../../domain/time.ts'
import type { Accounts } from '../ports.ts'
import type { Phone } from './phone.ts'

/** A phone in use speaks often; that it is still at the same address is news only now and then. */
const NEWS_AFTER_MS = 10 * SECOND_MS

export async function lastSeen(deps: { accounts: Pick<Accounts, 'seen'> }, phone: Phone): Promise<void> {
  const before = phone.account.lastSeen
  if (before !== null && before.ip === phone.ip && phone.at - before.at < NEWS_AFTER_MS) return
  await deps.accounts.seen(phone.account.id, phone.at, phone.ip)
}
