/** Every declaration of a feature, by the signal that it belongs to. The table of names is written from this. */
import { alarmFeatures } from './alarms.ts'
import { amountFeatures } from './amounts.ts'
import { confirmedFeatures } from './confirmed.ts'
import { contentFeatures } from './content.ts'
import { deviceFeatures } from './device.ts'
import type { FeatureFamily, Signal } from './feature.ts'
import { geoFeatures } from './geo.ts'
import { historyFeatures } from './history.ts'
import { networkFeatures } from './network.ts'
import { protocolFeatures } from './protocol.ts'
import { shareFeatures } from './shares.ts'
import { velocityFeatures } from './velocity.ts'
import { logAggregateFeatures } from './windows/logAggregates.ts'
import { sharedAggregateFeatures } from './windows/sharedAggregates.ts'

export const FAMILIES: Record<Signal, FeatureFamily> = {
  device: deviceFeatures,
  geo: geoFeatures,
  velocity: { ...velocityFeatures, ...logAggregateFeatures, ...sharedAggregateFeatures },
  network: networkFeatures,
  history: { ...historyFeatures, ...alarmFeatures, ...confirmedFeatures, ...shareFeatures },
  protocol: protocolFeatures,
  content: { ...contentFeatures, ...amountFeatures },
}
