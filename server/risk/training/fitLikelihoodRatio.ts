/** Counts what the likelihood ratio needs to know of everybody. No label is read. */
import type { FeatureName } from '../../domain/features/feature.ts'
import {
  globalShareOf,
  type LikelihoodRatioModel,
  OWN_SESSIONS,
  type ShareAttribute,
  type ShareLevel,
} from '../models/likelihoodRatio.ts'
import { columnOf, type Matrix, rowOf } from '../models/matrix.ts'

type Level = Pick<ShareLevel, 'weight'> & { attribute: ShareAttribute }

/**
 * The finest level first. That finer levels weigh more follows Freeman et al. (NDSS 2016), who weigh addresses over
 * networks over countries; the numbers are our own choice. Our addresses are networks, our countries places.
 */
const ATTRIBUTES: readonly (readonly Level[])[] = [
  [
    { attribute: 'network', weight: 0.7 },
    { attribute: 'place', weight: 0.3 },
  ],
  [
    { attribute: 'browser', weight: 0.7 },
    { attribute: 'userAgent', weight: 0.3 },
  ],
  [{ attribute: 'hour', weight: 1 }],
  [{ attribute: 'relyingParty', weight: 1 }],
]

/**
 * @param sessions rows in the order of time, with the features of every level and the count of own sessions.
 * @throws RangeError for a feature that the rows lack, or no rows.
 */
export function fitLikelihoodRatio(sessions: Matrix, version: string): LikelihoodRatioModel {
  if (sessions.rows === 0) throw new RangeError('the likelihood ratio needs sessions to count')
  return {
    kind: 'likelihoodRatio',
    version,
    attributes: ATTRIBUTES.map((levels) =>
      levels.map((level) => ({ ...level, unseen: countUnseen(sessions, level) })),
    ),
    observations: sessions.rows,
    sessionsPerPerson: meanSessions(sessions),
  }
}

/** Whether these rows can be counted. */
export function hasShares(features: readonly string[]): boolean {
  const wanted = [
    OWN_SESSIONS,
    ...ATTRIBUTES.flatMap((levels) => levels.map(({ attribute }) => globalShareOf(attribute))),
  ]
  return wanted.every((name) => features.includes(name))
}

/**
 * M such that M / (N + M), what smoothing keeps for values that nobody has shown, is the share of sessions that did
 * bring such a value (Good 1953: the missing mass is the share of what was seen for the first time).
 */
function countUnseen(sessions: Matrix, { attribute }: Level): number {
  const shares = present(sessions, globalShareOf(attribute))
  const first = shares.filter((share) => share === 0).length
  const missingMass = Math.min(first, shares.length - 1) / Math.max(1, shares.length)
  return missingMass <= 0 ? 0 : (sessions.rows * missingMass) / (1 - missingMass)
}

/** Over people, not sessions: who has many sessions brings as many rows, so it is the harmonic mean over the rows. */
function meanSessions(sessions: Matrix): number {
  const own = present(sessions, OWN_SESSIONS).filter((count) => count >= 1)
  return own.length === 0 ? 1 : own.length / own.reduce((sum, count) => sum + 1 / count, 0)
}

function present(matrix: Matrix, feature: FeatureName): number[] {
  const column = columnOf(matrix, feature)
  return Array.from({ length: matrix.rows }, (_, row) => rowOf(matrix, row)[column] ?? Number.NaN).filter(
    Number.isFinite,
  )
}
