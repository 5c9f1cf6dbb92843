/** A made-up person with habits, and sessions of theirs to vary. */

import type { IntegrityFlags } from '../../server/domain/accounts/device.ts'
import { type Id, toId } from '../../server/domain/ids.ts'
import type { AccountFacts, AddressFacts, Place, SessionFacts } from '../../server/domain/sessions/facts.ts'
import type { HistoryAnswer, HistoryEventKind } from '../../server/domain/sessions/history.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, toInstant } from '../../server/domain/time.ts'
import { assess } from '../../server/risk/assess.ts'
import type { RiskEngine } from '../../server/risk/engine.ts'
import { historyEventOf } from '../../server/risk/historyEvent.ts'
import { PRESET } from '../../server/risk/rules/preset.ts'
import { loadRuleSet } from '../../server/risk/rules/ruleSet.ts'
import { DEFAULT_RISK_SETTINGS } from '../../server/risk/settings.ts'
import type { HistoryStore } from '../../server/stores/history/history.ts'
import { createMemoryHistory } from '../../server/stores/history/memoryHistory.ts'

export const NOW = toInstant(Date.UTC(2026, 10, 3, 10, 0))
export const ruleSet = loadRuleSet(PRESET)
export const engine: RiskEngine = {
  ruleSet,
  champion: null,
  challengers: [],
  suppressions: [],
  settings: DEFAULT_RISK_SETTINGS,
}

export const TALLINN: Place = {
  country: 'EE',
  region: 'Harjumaa',
  city: 'Tallinn',
  latitude: 59.43,
  longitude: 24.75,
}
export const TARTU: Place = {
  country: 'EE',
  region: 'Tartumaa',
  city: 'Tartu',
  latitude: 58.38,
  longitude: 26.72,
}
export const MADRID: Place = {
  country: 'ES',
  region: 'Madrid',
  city: 'Madrid',
  latitude: 40.42,
  longitude: -3.7,
}
export const LAGOON: Place = { country: 'MU', region: null, city: null, latitude: -20.2, longitude: 57.5 }

export const HEALTHY: IntegrityFlags = {
  rooted: false,
  debuggerAttached: false,
  emulator: false,
  remoteControlActive: false,
  accessibilityServiceActive: false,
  callActive: false,
  hardwareKeyStore: true,
  randomnessTestPassed: true,
}

let lastId = 0
export function newId<Kind extends string>(): Id<Kind> {
  return toId<Kind>(`00000000-0000-7000-8000-${(++lastId).toString(16).padStart(12, '0')}`)
}

export function addressIn(
  place: Place | null,
  name: string,
  kinds: AddressFacts['networkKinds'] = [],
): AddressFacts {
  return { addressKey: `address ${name}`, networkKey: `network ${name}`, place, networkKinds: kinds }
}

export const HOME = addressIn(TALLINN, 'home')
export const MOBILE = addressIn(TALLINN, 'mobile')
export const BANK = newId<'relyingParty'>()
export const PORTAL = newId<'relyingParty'>()
export const PERSON = newId<'subject'>()

export function accountOf(given: Partial<AccountFacts> = {}): AccountFacts {
  return {
    accountId: ACCOUNT,
    target: true,
    enrolledAt: toInstant(NOW - 400 * DAY_MS),
    keyCreatedAt: toInstant(NOW - 400 * DAY_MS),
    platform: 'ios',
    osVersion: '19.1',
    appVersion: '4.2.0',
    integrity: HEALTHY,
    lastSeen: { at: toInstant(NOW - 3 * HOUR_MS), address: MOBILE },
    wrongPins: 0,
    ...given,
  }
}
export const ACCOUNT = newId<'account'>()

/** A log-in of the person from their own browser at home, unless told otherwise. */
export function factsOf(given: Partial<SessionFacts> = {}): SessionFacts {
  return {
    stage: 'delivery',
    sessionId: newId<'session'>(),
    occurredAt: NOW,
    apiVersion: 'v3',
    kind: 'authentication',
    flow: 'Notification',
    relyingPartyId: BANK,
    subjectId: PERSON,
    accounts: [accountOf()],
    initiator: {
      address: HOME,
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0',
      trackingKey: 'laptop',
    },
    phone: null,
    content: {
      interactionTypes: ['displayTextAndPIN'],
      text: 'Log in to the bank',
      relyingPartyName: 'Bank',
      payeeKey: null,
      amountMinor: null,
      currency: null,
    },
    confirmSeconds: null,
    lists: [],
    ...given,
  }
}

export function payment(payeeKey: string, amount: number): SessionFacts['content'] {
  return {
    ...factsOf().content,
    text: `Pay ${amount} EUR`,
    payeeKey,
    amountMinor: amount * 100,
    currency: 'EUR',
  }
}

export const at = (ms: number): Instant => toInstant(NOW + ms)

/** Four weeks of a quiet life: the bank every other day, by day, sometimes paying; the portal now and then. */
export async function historyOfHabits(): Promise<HistoryStore> {
  const history = createMemoryHistory()
  for (let day = 28; day >= 1; day--) {
    const occurredAt = at(-day * DAY_MS + ((day * 7) % 10) * HOUR_MS - 2 * HOUR_MS)
    const acting = {
      phone: { accountId: ACCOUNT, address: day % 3 === 0 ? HOME : MOBILE, integrity: HEALTHY },
    }
    await live(history, factsOf({ occurredAt, relyingPartyId: day % 5 === 0 ? PORTAL : BANK, ...acting }))
    if (day % 4 === 0) {
      const content = payment(day % 8 === 0 ? 'landlord' : 'grocer', 40 + day)
      await live(
        history,
        factsOf({ occurredAt: toInstant(occurredAt + 3 * MINUTE_MS), kind: 'signature', content, ...acting }),
      )
    }
  }
  return history
}

/** The session is asked for and, a minute later, ends. */
export async function live(
  history: HistoryStore,
  facts: SessionFacts,
  end: HistoryEventKind = 'completed',
): Promise<void> {
  await history.record(historyEventOf('requested', facts))
  await history.record(historyEventOf(end, facts, toInstant(facts.occurredAt + MINUTE_MS)))
}

export async function assessed(history: HistoryStore, facts: SessionFacts) {
  const windows: HistoryAnswer = await history.read(historyEventOf('requested', facts))
  return assess(facts, windows, engine)
}
