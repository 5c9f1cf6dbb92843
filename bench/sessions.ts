/** Made-up sessions for the engine's benchmark: a person with a month of habits, and three requests of now. */

import { type Id, toId } from '../server/domain/ids.ts'
import type { AddressFacts, SessionFacts } from '../server/domain/sessions/facts.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, toInstant } from '../server/domain/time.ts'
import { historyEventOf } from '../server/risk/historyEvent.ts'
import type { HistoryStore } from '../server/stores/history/history.ts'

export const NOW = toInstant(Date.UTC(2026, 10, 3, 10, 0))
const DAYS = 28
const SESSIONS_A_DAY = 4

let lastId = 0
function newId<Kind extends string>(): Id<Kind> {
  return toId<Kind>(`00000000-0000-7000-8000-${(++lastId).toString(16).padStart(12, '0')}`)
}

export function placedAt(latitude: number, longitude: number, country: string, name: string): AddressFacts {
  const place = { country, region: null, city: null, latitude, longitude }
  return { addressKey: name, networkKey: `network of ${name}`, place, networkKinds: [] }
}

const home = placedAt(59.43, 24.75, 'EE', 'home')
const abroad = placedAt(40.42, -3.7, 'ES', 'abroad')
const subjectId = newId<'subject'>()
const accountId = newId<'account'>()
const relyingParties = [newId<'relyingParty'>(), newId<'relyingParty'>(), newId<'relyingParty'>()] as const
const integrity = {
  rooted: false,
  debuggerAttached: false,
  emulator: false,
  remoteControlActive: false,
  accessibilityServiceActive: false,
  callActive: false,
  hardwareKeyStore: true,
  randomnessTestPassed: true,
}

export function sessionOf(given: Partial<SessionFacts> = {}): SessionFacts {
  const enrolled = toInstant(NOW - 300 * DAY_MS)
  return {
    stage: 'delivery',
    sessionId: newId<'session'>(),
    occurredAt: NOW,
    apiVersion: 'v3',
    kind: 'authentication',
    flow: 'Notification',
    relyingPartyId: relyingParties[0],
    subjectId,
    accounts: [
      {
        accountId,
        target: true,
        enrolledAt: enrolled,
        keyCreatedAt: enrolled,
        platform: 'android',
        osVersion: '16',
        appVersion: '4.2.0',
        integrity,
        lastSeen: { at: toInstant(NOW - HOUR_MS), address: home },
        wrongPins: 0,
      },
    ],
    initiator: {
      address: home,
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0',
      trackingKey: 'laptop',
    },
    phone: null,
    content: contentOf(null, null),
    confirmSeconds: null,
    lists: [],
    ...given,
  }
}

function contentOf(payeeKey: string | null, amountMinor: number | null): SessionFacts['content'] {
  const currency = amountMinor === null ? null : 'EUR'
  const text = amountMinor === null ? 'Log in' : `Pay ${amountMinor / 100} EUR`
  return {
    interactionTypes: ['displayTextAndPIN'],
    text,
    relyingPartyName: 'Bank',
    payeeKey,
    amountMinor,
    currency,
  }
}

export function requestsOfNow(): SessionFacts[] {
  return [
    sessionOf(),
    sessionOf({ kind: 'signature', content: contentOf('new payee', 400_000) }),
    sessionOf({ initiator: { address: abroad, userAgent: null, trackingKey: 'other browser' } }),
  ]
}

export async function liveAMonth(history: HistoryStore): Promise<void> {
  for (let count = DAYS * SESSIONS_A_DAY; count >= 1; count--) {
    const facts = sessionOf({
      occurredAt: toInstant(NOW - (count * DAY_MS) / SESSIONS_A_DAY - HOUR_MS),
      relyingPartyId: relyingParties[count % 7 === 0 ? 1 : 0],
      phone: { accountId, address: home, integrity },
      ...(count % 3 === 0
        ? { kind: 'signature', content: contentOf(`payee ${count % 4}`, 1_000 + count * 40) }
        : {}),
    })
    await history.record(historyEventOf('requested', facts))
    await history.record(historyEventOf('completed', facts, toInstant(facts.occurredAt + MINUTE_MS)))
  }
}
