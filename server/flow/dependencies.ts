/** What the flows are given: ports as types, made in the composition root. */
import type { AddressFacts } from '../domain/facts.ts'
import type { Clock } from '../domain/time.ts'
import type { Job } from '../queue/jobs.ts'
import type { Log } from '../outside/log.ts'
import type { Random } from '../outside/random.ts'
import type { Wake } from '../outside/wake.ts'
import type { AccountStore } from '../stores/accounts.ts'
import type { ListStore } from '../stores/lists.ts'
import type { OutboxStore } from '../stores/outbox.ts'
import type { RelyingPartyStore } from '../stores/relyingParties.ts'
import type { SessionStore } from '../stores/sessions.ts'
import type { Vault } from '../stores/vault.ts'

/** The part of the configuration that flows and doors read, in their own units. */
export type Settings = {
  testMode: boolean
  maintenance: boolean
  sessionMs: number
  holdMs: number
  holdPolicy: 'block' | 'release'
  scoreDeadlineMs: number
  blockDelayMs: { min: number; max: number }
  deduplicationMs: number
  resultMs: number
  schemeName: string
  deviceLinkBase: string
  qrFreshnessSeconds: number
  keyBits: 2048 | 3072 | 4096
}

/** Hands a job to Redis now; the outbox row sends it again should this fail. */
export interface Producer {
  enqueue(outboxId: string, job: Job): Promise<void>
}

export type CoreDependencies = {
  clock: Clock
  random: Random
  settings: Settings
  log: Log
  vault: Vault
  wake: Wake
  sessions: SessionStore
  accounts: AccountStore
  relyingParties: RelyingPartyStore
  outbox: OutboxStore
  lists: ListStore
  producer: Producer
  /** Where an address is and what networks hold it; the address itself stays behind. */
  describeAddress(ip: string): AddressFacts
}
