/** lastSeen: where a phone last spoke to us from, which the next request is compared with. */
import type { AccountStore } from '../stores/accounts.ts'
import type { Phone } from './phone.ts'

export async function lastSeen(deps: { accounts: Pick<AccountStore, 'seen'> }, phone: Phone): Promise<void> {
  const before = phone.account.lastSeen
  // A phone that keeps a connection open speaks often; an unchanged address is news only now and then.
  if (before !== null && before.ip === phone.ip && phone.at - before.at < REFRESH_MS) return
  await deps.accounts.seen(phone.account.id, phone.at, phone.ip)
}

const REFRESH_MS = 10_000
