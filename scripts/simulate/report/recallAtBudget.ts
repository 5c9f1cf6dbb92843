/**
 * How many attacks would be stopped where only a given part of ordinary sessions may be interrupted, whatever
 * the thresholds in force (pure). The score alone decides: hard outcomes of lists and rules are not in it.
 */
import { CAMPAIGNS, type Campaign, isAttack } from '../acts/act.ts'
import { deliveryOf, isFallback, releaseOf, type ScoredSession } from './scoredSession.ts'

export type RecallAtBudget = {
  /** The part of ordinary sessions that may be interrupted, 0 to 1. */
  budget: number
  /** Sessions that score above are interrupted: as low as the budget allows. */
  above: number
  ordinaryInterrupted: number
  recall: number
  perCampaign: Record<Campaign, number | null>
}

/** Decided with less than everything, a session says nothing of the engine: fallback decisions are left out. */
export function recallAtBudget(sessions: readonly ScoredSession[], budget: number): RecallAtBudget {
  const byEngine = sessions.filter((session) => session.seen !== null && !isFallback(session))
  const ordinary = byEngine.filter(({ played }) => !isAttack(played.planned)).map(scoreOf)
  const attacks = byEngine.filter(({ played }) => isAttack(played.planned))
  const falling = [...ordinary].sort((a, b) => b - a)
  // Above, not from: of equal scores all are interrupted or none, so the budget is kept.
  const above = falling[Math.floor(budget * ordinary.length)] ?? 0
  const share = (of: readonly ScoredSession[]) =>
    of.length === 0 ? null : of.filter((session) => scoreOf(session) > above).length / of.length
  const stopped = CAMPAIGNS.map((campaign) => [campaign, share(attacks.filter(isOf(campaign)))] as const)
  const shareOf = (campaign: Campaign) => stopped.find(([one]) => one === campaign)?.[1] ?? null
  return {
    budget,
    above,
    ordinaryInterrupted: ordinary.filter((score) => score > above).length,
    recall: share(attacks) ?? 0,
    perCampaign: {
      A: shareOf('A'),
      B: shareOf('B'),
      C: shareOf('C'),
      D: shareOf('D'),
      E: shareOf('E'),
      F: shareOf('F'),
      G: shareOf('G'),
      H: shareOf('H'),
    },
  }
}

function isOf(campaign: Campaign) {
  return ({ played: { planned } }: ScoredSession) =>
    planned.truth.kind === 'attack' && planned.truth.campaign === campaign
}

/** The higher of the scores before delivery and before release: either may stop a session. */
function scoreOf(session: ScoredSession): number {
  return Math.max(deliveryOf(session)?.score ?? 0, releaseOf(session)?.score ?? 0)
}
