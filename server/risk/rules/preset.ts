/**
 * The rules that ship with Countersign, pattern by pattern. Weights are log-odds: with the prior of one in
 * a hundred, 4.6 makes fraud as likely as not. What ordinary life produces alone stays far below that; what
 * only a scam brings together goes far above. A victim's own browser, network and distance from the phone
 * are what a criminal cannot fake; amounts, refusals and calls are what a criminal cannot avoid.
 */
import { alarmRules } from './presetAlarms.ts'
import { callRules } from './presetCalls.ts'
import { contextRules } from './presetContext.ts'
import { paymentRules } from './presetPayments.ts'
import { signalRules } from './presetSignals.ts'
import type { RuleSource } from './rule.ts'

export const PRESET: RuleSource = {
  /** ln(0.01 / 0.99). */
  prior: -4.595,
  rules: [...contextRules, ...callRules, ...alarmRules, ...paymentRules, ...signalRules],
}
