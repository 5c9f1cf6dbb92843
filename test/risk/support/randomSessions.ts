/** Sessions of a few people with habits, some of them attacked: made up by a seed, assessed as they come. */

import { type SessionId, toId } from '../../../server/domain/ids.ts'
import type { Decision } from '../../../server/domain/sessions/decision.ts'
import type { SessionFacts } from '../../../server/domain/sessions/facts.ts'
import { DAY_MS, type Instant, MINUTE_MS, toInstant } from '../../../server/domain/time.ts'
import { assess, assessWithoutHistory } from '../../../server/risk/assess.ts'
import type { RiskEngine, Suppression } from '../../../server/risk/engine.ts'
import { historyEventOf } from '../../../server/risk/historyEvent.ts'
import { createDraw, type Draw, drawBelow } from '../../../server/risk/seededRandom.ts'
import { createMemoryHistory } from '../../../server/stores/history/memoryHistory.ts'
import { accountOf, addressIn, factsOf, HEALTHY, MADRID, NOW, payment, TALLINN, TARTU } from '../scenes.ts'

export type RandomSession = { facts: SessionFacts; decisions: Decision[] }

const PEOPLE = 40
const PLACES = [TALLINN, TARTU, MADRID, null]

/** A UUIDv7 of that time, with the count in its random part. */
export function sessionIdAt(at: Instant, count: number): SessionId {
  const time = at.toString(16).padStart(12, '0')
  const low = count.toString(16).padStart(12, '0')
  return toId<'session'>(`${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${low}`)
}

function idOf<Kind extends string>(group: number, number: number) {
  return toId<Kind>(`00000000-0000-7000-9000-${(group * 65_536 + number).toString(16).padStart(12, '0')}`)
}

/**
 * At least `decisions` decisions of both stages over four weeks before NOW, by engine and fallback, over
 * lists and suppressions, each with the engine that `engineFor` gives it.
 */
export async function* assessRandomSessions(
  seed: number,
  decisions: number,
  engineFor: (draw: Draw, facts: SessionFacts) => RiskEngine,
): AsyncGenerator<RandomSession> {
  const draw = createDraw(seed)
  const history = createMemoryHistory()
  const from = NOW - 28 * DAY_MS
  for (let made = 0, count = 0; made < decisions; count++) {
    const at = toInstant(from + Math.floor((28 * DAY_MS * made) / decisions))
    const facts = randomFacts(draw, at, count)
    const engine = engineFor(draw, facts)
    const event = historyEventOf('requested', facts)
    const delivery =
      draw() < 0.05
        ? assessWithoutHistory(facts, engine)
        : assess(facts, await history.readThenCount(event), engine)
    const session = { facts, decisions: [delivery] }
    if (delivery.outcome === 'allow' || delivery.outcome === 'warn') {
      const acting = releaseOf(draw, facts)
      session.decisions.push(assess(acting, await history.read(historyEventOf('requested', acting)), engine))
      const end = draw() < 0.9 ? 'completed' : 'refused'
      await history.record(historyEventOf(end, acting, toInstant(at + MINUTE_MS)))
    }
    yield session
    made += session.decisions.length
  }
}

export function randomSuppressions(draw: Draw, facts: SessionFacts): Suppression[] {
  if (draw() < 0.7) return []
  const key = facts.subjectId ?? 'nobody'
  return [
    { ruleId: 'unfamiliarBrowser', kind: 'subject', key, until: null },
    { ruleId: 'unfamiliarNetwork', kind: 'relyingParty', key: facts.relyingPartyId, until: NOW },
  ]
}

function randomFacts(draw: Draw, at: Instant, count: number): SessionFacts {
  const person = drawBelow(draw, PEOPLE)
  const attacked = draw() < 0.2
  const place = attacked ? PLACES[drawBelow(draw, PLACES.length)] : TALLINN
  const network = attacked ? `elsewhere ${drawBelow(draw, 5)}` : `home of ${person}`
  const accountId = idOf<'account'>(2, person)
  const paying = draw() < 0.4
  const amount = Math.round(10_000 * Math.exp(6 * draw())) / 100
  return factsOf({
    sessionId: sessionIdAt(at, count),
    occurredAt: at,
    kind: paying ? 'signature' : 'authentication',
    flow: draw() < 0.8 ? 'Notification' : 'QR',
    relyingPartyId: idOf<'relyingParty'>(3, drawBelow(draw, 3)),
    subjectId: idOf<'subject'>(4, person),
    accounts: [
      accountOf({
        accountId,
        enrolledAt: toInstant(at - Math.floor(draw() * 400 * DAY_MS)),
        lastSeen: {
          at: toInstant(at - drawBelow(draw, DAY_MS)),
          address: addressIn(TALLINN, `phone of ${person}`),
        },
        integrity: { ...HEALTHY, callActive: attacked && draw() < 0.5 },
      }),
    ],
    initiator: {
      address: draw() < 0.1 ? null : addressIn(place ?? null, network, attacked ? ['vpn'] : []),
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0',
      trackingKey: draw() < 0.2 ? null : attacked ? 'criminal' : `browser of ${person}`,
    },
    ...(paying ? { content: payment(`payee ${drawBelow(draw, 30)}`, amount) } : {}),
    lists: randomLists(draw),
  })
}

function randomLists(draw: Draw): SessionFacts['lists'] {
  const drawn = draw()
  if (drawn > 0.06) return []
  const effect = drawn < 0.02 ? 'allow' : drawn < 0.04 ? 'warn' : 'block'
  return [{ listKind: 'network', effect, entryId: `entry ${Math.floor(drawn * 1000)}` }]
}

function releaseOf(draw: Draw, facts: SessionFacts): SessionFacts {
  const account = facts.accounts[0]
  if (account === undefined) return facts
  return {
    ...facts,
    stage: 'release',
    phone: {
      accountId: account.accountId,
      address: addressIn(draw() < 0.1 ? MADRID : TALLINN, 'confirming'),
      integrity: account.integrity,
    },
    confirmSeconds: draw() * 40,
  }
}
