/**
 * Features of which more can only add risk, whatever a few weeks of labels seem to say. A trainer is held to it, so
 * that no larger amount and no further confirmed fraud ever makes a session look safer, which nobody could explain.
 */
import type { FeatureNameOf } from '../../domain/features/feature.ts'
import type { Monotone } from '../training/growTree.ts'

export const MONOTONE_FEATURES: Readonly<Partial<Record<FeatureNameOf<'number'>, Monotone>>> = {
  amount: 1,
  amountDeviations: 1,
  amountToMeanEver: 1,
  amountToMaxEver: 1,
  amountToUsualMax: 1,
  amountToUsualMean: 1,
  payeeNewestFraudShare: 1,
}
