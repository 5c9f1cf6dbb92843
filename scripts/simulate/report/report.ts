/** The figures of a run (pure). Stopped and interrupted mean warned, held or blocked; fallback decisions are apart. */
import { OUTCOMES, type Outcome } from '../../../server/domain/sessions/decision.ts'
import { CAMPAIGNS, type Campaign, isAttack, SITUATIONS, type Situation } from '../acts/act.ts'
import { type RecallAtBudget, recallAtBudget } from './recallAtBudget.ts'
import { deliveryOf, isFallback, releaseOf, type ScoredSession, wasStopped } from './scoredSession.ts'

export type CampaignFigures = { campaign: Campaign; sessions: number; stopped: number; share: number }
export type SituationFigures = { situation: Situation; sessions: number; interrupted: number }

export type SimulationReport = {
  requests: number
  /** Before delivery. */
  decisions: Record<Outcome, number>
  /** After the PIN: sessions that were let through first and stopped then. */
  releaseBlocks: number
  signed: number
  verified: number
  attacks: number
  attacksStopped: number
  ordinary: number
  ordinaryInterrupted: number
  /** Decided by rules only, because a deadline passed; not in the figures of attacks and ordinary ones. */
  fallbackDecisions: number
  /** Milliseconds, of the engine's decisions before delivery. */
  decisionMs: { p50: number; p99: number }
  perCampaign: CampaignFigures[]
  perSituation: SituationFigures[]
  /** Where one ordinary session in a hundred may be interrupted, whatever the thresholds in force. */
  atOnePercent: RecallAtBudget
  endResults: Record<string, number>
  notTerminal: number
  notVerified: number
  notAccepted: number
  /** What went wrong while playing, and how often. */
  failures: Record<string, number>
}

export function makeReport(
  sessions: readonly ScoredSession[],
  planned: number,
  failures: ReadonlyMap<string, number>,
): SimulationReport {
  const byEngine = sessions.filter((session) => !isFallback(session))
  const attacks = byEngine.filter(({ played }) => isAttack(played.planned))
  const ordinary = byEngine.filter(({ played }) => !isAttack(played.planned))
  const ok = sessions.filter(({ played }) => played.endResult === 'OK')
  const verified = ok.filter(({ played }) => played.verified?.ok === true)
  const isOver = ({ seen }: ScoredSession) =>
    seen === null || seen.state === 'COMPLETE' || seen.state === 'BLOCKED'
  return {
    requests: planned,
    decisions: countOutcomes(sessions),
    releaseBlocks: sessions.filter(
      (session) => deliveryOf(session)?.outcome !== 'block' && releaseOf(session)?.outcome === 'block',
    ).length,
    signed: ok.length,
    verified: verified.length,
    attacks: attacks.length,
    attacksStopped: attacks.filter(wasStopped).length,
    ordinary: ordinary.length,
    ordinaryInterrupted: ordinary.filter(wasStopped).length,
    fallbackDecisions: sessions.length - byEngine.length,
    decisionMs: percentiles(byEngine.flatMap((session) => deliveryOf(session)?.tookMs ?? [])),
    perCampaign: CAMPAIGNS.map((campaign) => {
      const own = attacks.filter(
        ({
          played: {
            planned: { truth },
          },
        }) => truth.kind === 'attack' && truth.campaign === campaign,
      )
      const stopped = own.filter(wasStopped).length
      return { campaign, sessions: own.length, stopped, share: own.length === 0 ? 0 : stopped / own.length }
    }),
    perSituation: SITUATIONS.map((situation) => {
      const own = ordinary.filter(
        ({
          played: {
            planned: { truth },
          },
        }) => truth.kind === 'ordinary' && truth.situation === situation,
      )
      return { situation, sessions: own.length, interrupted: own.filter(wasStopped).length }
    }),
    atOnePercent: recallAtBudget(sessions, 0.01),
    endResults: countBy(sessions.map(({ played }) => played.endResult ?? 'none')),
    // A request that was lost on the way ended nowhere as far as anybody knows.
    notTerminal: sessions.filter((session) => !isOver(session)).length + (planned - sessions.length),
    notVerified: ok.length - verified.length,
    notAccepted: sessions.filter(({ seen }) => seen === null).length,
    failures: Object.fromEntries(failures),
  }
}

function countOutcomes(sessions: readonly ScoredSession[]): Record<Outcome, number> {
  const counts = { allow: 0, warn: 0, hold: 0, block: 0 } satisfies Record<Outcome, number>
  for (const outcome of OUTCOMES) {
    counts[outcome] = sessions.filter((session) => deliveryOf(session)?.outcome === outcome).length
  }
  return counts
}

/** Nearest rank. */
function percentiles(values: readonly number[]): { p50: number; p99: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { p50: rank(0.5), p99: rank(0.99) }
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
