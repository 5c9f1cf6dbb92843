/** Which of the features that the data has go to which scorer. */
import type { FeatureChoice } from './runFolds.ts'

/**
 * What an autoencoder is shown: how a payment stands against the person's own, and what is known of its payee. A
 * count or an hour is reconstructed badly because it is uneven, not because it is strange, and drowns these.
 */
const STRANGENESS = [
  'amount',
  'amountDeviations',
  'amountToMeanEver',
  'amountToMaxEver',
  'amountToUsualMean',
  'amountPercentile28d',
  'largeAmounts24h',
  'largeAmounts7d',
  'payeeConfirmedFrauds7d',
  'payeeConfirmedFrauds28d',
  'payeeFraudShare28d',
  'payeeNewestFraudShare',
]

/**
 * The data has one relying party: features of it tell the date and nothing else. And the protocol takes customers
 * whose fraud is known out of the test, so what labels say of the customer would be learnt and then never seen.
 */
const SAYS_NOTHING = /^relyingParty|^subject.*Fraud/

export function chooseFeatures(live: readonly string[]): FeatureChoice {
  return {
    supervised: live.filter((name) => !SAYS_NOTHING.test(name)),
    unsupervised: STRANGENESS.filter((name) => live.includes(name)),
  }
}
