/**
 * An ensemble as a training makes it, of the full size: made-up people live a month, some are defrauded, and the
 * trainer of the service learns from the vectors that the engine would have stored.
 */
import { type Id, toId } from '../server/domain/ids.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, toInstant } from '../server/domain/time.ts'
import { loadEnsemble } from '../server/flow/models/ensembleArtifact.ts'
import { ruleLogOddsOf } from '../server/flow/models/ruleLogOdds.ts'
import { trainEnsemble } from '../server/flow/models/trainer.ts'
import type { Ensemble } from '../server/risk/engine.ts'
import { extractFeatures } from '../server/risk/features/registry.ts'
import { historyEventOf } from '../server/risk/historyEvent.ts'
import type { RuleSet } from '../server/risk/rules/rule.ts'
import { createDraw, drawBelow } from '../server/risk/seededRandom.ts'
import { collectRows } from '../server/risk/training/trainingRows.ts'
import { createMemoryHistory } from '../server/stores/history/memoryHistory.ts'
import { NOW, placedAt, sessionOf } from './sessions.ts'

const PEOPLE = 150
const DAYS = 28
const FRAUD_SHARE = 0.05
const SEED = 1

export async function trainOnMadeUpMonth(ruleSet: RuleSet): Promise<Ensemble> {
  const rows = collectRows()
  const history = createMemoryHistory()
  for (const { facts, fraud } of liveTogether()) {
    const event = historyEventOf('requested', facts)
    const features = extractFeatures(facts, await history.read(event))
    const ruleLogOdds = ruleLogOddsOf(features, ruleSet)
    rows.add({ decidedAt: facts.occurredAt, features, ruleLogOdds, fraud })
    await history.record(event)
    const endedAt = toInstant(facts.occurredAt + MINUTE_MS)
    await history.record(historyEventOf(fraud ? 'reported' : 'completed', facts, endedAt))
  }
  const trained = await trainEnsemble(rows.toRows(), { minFrauds: 50 }, () => {})
  if ('error' in trained) throw new Error(`the made-up month trains nothing: ${trained.error.code}`)
  return loadEnsemble('bench', trained.artifact)
}

/** In the order of time. A fraud comes from elsewhere, at any hour, more often as a large payment. */
function liveTogether() {
  const draw = createDraw(SEED)
  const sessions = Array.from({ length: PEOPLE }, (_, person) => {
    const subjectId = personId(person)
    const home = placedAt(57 + 2 * draw(), 22 + 5 * draw(), 'EE', `home ${person}`)
    return Array.from({ length: DAYS }, (_, day) => {
      const fraud = draw() < FRAUD_SHARE
      const away = placedAt(20 + 30 * draw(), 40 * draw(), 'XX', `away ${drawBelow(draw, 40)}`)
      const pays = draw() < (fraud ? 0.7 : 0.3)
      const amountMinor = Math.round((fraud ? 200_000 : 8_000) * (0.2 + draw()))
      const hour = fraud ? drawBelow(draw, 24) : 7 + drawBelow(draw, 14)
      return {
        fraud,
        facts: sessionOf({
          subjectId,
          occurredAt: toInstant(NOW - (DAYS - day) * DAY_MS + hour * HOUR_MS + drawBelow(draw, HOUR_MS)),
          initiator: {
            address: fraud ? away : home,
            userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0',
            trackingKey: fraud ? `other ${drawBelow(draw, 60)}` : `laptop ${person}`,
          },
          ...(pays && {
            kind: 'signature' as const,
            content: {
              interactionTypes: ['displayTextAndPIN'],
              text: `Pay ${amountMinor / 100} EUR`,
              relyingPartyName: 'Bank',
              payeeKey: `payee ${drawBelow(draw, fraud ? 15 : 400)}`,
              amountMinor,
              currency: 'EUR',
            },
          }),
        }),
      }
    })
  })
  return sessions.flat().sort((a, b) => a.facts.occurredAt - b.facts.occurredAt)
}

function personId(person: number): Id<'subject'> {
  return toId<'subject'>(`00000000-0000-7000-9000-${person.toString(16).padStart(12, '0')}`)
}
