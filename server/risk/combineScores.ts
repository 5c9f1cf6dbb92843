/**
 * The score: what rules and models say, added up in log-odds and calibrated. Every share of it is a reason,
 * so that base and reasons, added in their order, are the score's log-odds to the last bit.
 */
import type {
  FeatureVector,
  ModelReason,
  Outcome,
  Reason,
  RemainderReason,
  RuleReason,
  Stage,
} from '../domain/sessions/decision.ts'
import { calibrate, logistic } from './calibrate.ts'
import type { Ensemble } from './engine.ts'
import { evaluateRules, type RuleOutput } from './evaluateRules.ts'
import { featureValue } from './featureValue.ts'
import type { RuleSet } from './rules/rule.ts'
import { type EnsembleOutput, scoreEnsemble } from './scoreEnsemble.ts'

export { logistic } from './calibrate.ts'
export { featureValue } from './featureValue.ts'
export { readCurve } from './readCurve.ts'

export type Scored = {
  /** Log-odds before any reason. */
  base: number
  /** `base` and every reason's contribution, added in their order. */
  logOdds: number
  /** 0 to 1: the logistic of the log-odds. */
  score: number
  /** The strongest first; what is left of the models and of calibration last. */
  reasons: Reason[]
  /** What rules with hard outcomes ask for, whatever the score. */
  hardOutcomes: Outcome[]
  /** Null: rules alone. */
  modelVersion: string | null
  /** Why the ensemble had no say though there is one. */
  withoutModel: string | null
}

/** Of the models' features so many are named, the strongest; the others are one remainder. */
const NAMED_FEATURES = 12

/** Live rules and, where there is one, an ensemble. */
export function score(
  features: FeatureVector,
  ruleSet: RuleSet,
  stage: Stage,
  ensemble: Ensemble | null = null,
): Scored {
  const { live } = evaluateRules(ruleSet, features, stage)
  return combineScores(
    ruleSet.prior,
    live,
    ensemble,
    ensemble === null ? null : scoreEnsemble(ensemble, features),
  )
}

/**
 * @param output what `hearModels` gave for the ensemble.
 */
export function combineScores(
  prior: number,
  rules: RuleOutput,
  ensemble: Ensemble | null,
  output: EnsembleOutput | { missing: string } | null,
): Scored {
  if (ensemble === null || output === null) return combineRules(prior, rules, null)
  if ('missing' in output) return combineRules(prior, rules, output.missing)
  const base = output.base + ensemble.ruleWeight * prior
  const [named, remainder] = toReasons(output)
  const reasons: Reason[] = [...weighed(rules.reasons, ensemble.ruleWeight), ...named].sort(strongestFirst)
  if (remainder !== null) reasons.push(remainder)
  const raw = sum(base, reasons)
  const beyond = calibrate(ensemble.calibration, raw) - raw
  if (!Number.isFinite(beyond)) return combineRules(prior, rules, 'calibration: not a number')
  if (beyond !== 0) reasons.push({ source: 'calibration', code: 'CALIBRATION', contribution: beyond })
  const logOdds = raw + beyond
  return {
    base,
    logOdds,
    score: logistic(logOdds),
    reasons,
    hardOutcomes: rules.hardOutcomes,
    modelVersion: ensemble.version,
    withoutModel: null,
  }
}

function combineRules(
  prior: number,
  { reasons, hardOutcomes }: RuleOutput,
  withoutModel: string | null,
): Scored {
  const sorted: Reason[] = reasons.toSorted(strongestFirst)
  const logOdds = sum(prior, sorted)
  return {
    base: prior,
    logOdds,
    score: logistic(logOdds),
    reasons: sorted,
    hardOutcomes,
    modelVersion: null,
    withoutModel,
  }
}

/** The log-odds of a decision, from its base and its reasons in the order in which they are stored. */
export function sum(base: number, reasons: readonly Pick<Reason, 'contribution'>[]): number {
  let logOdds = base
  for (const { contribution } of reasons) logOdds += contribution
  return logOdds
}

function weighed(reasons: RuleReason[], weight: number): RuleReason[] {
  if (weight === 1) return reasons
  return reasons.map((reason) => ({ ...reason, contribution: weight * reason.contribution }))
}

function toReasons(output: EnsembleOutput): [ModelReason[], RemainderReason | null] {
  const { features, shares, session } = output
  const strongest = topIndices(output)
  const named = strongest.map((place): ModelReason => {
    const feature = features[place] ?? ''
    const contribution = shares[place] ?? 0
    return {
      source: 'model',
      code: modelCode(feature),
      feature,
      value: featureValue(session[feature]),
      contribution,
    }
  })
  let others = 0
  let contribution = 0
  for (let place = 0; place < shares.length; place++) {
    const share = shares[place] ?? 0
    if (share === 0 || strongest.includes(place)) continue
    others += 1
    contribution += share
  }
  if (others === 0) return [named, null]
  return [named, { source: 'remainder', code: 'MODEL_REMAINDER', features: others, contribution }]
}

/** The strongest first. Hundreds of features move a score a little: only the few that are named are put in order. */
function topIndices({ features, shares }: EnsembleOutput): number[] {
  const places: number[] = []
  for (let place = 0; place < shares.length; place++) {
    if (shares[place] === 0) continue
    let rank = places.length
    while (rank > 0 && isStronger(place, places[rank - 1] ?? -1, features, shares)) rank -= 1
    if (rank === NAMED_FEATURES) continue
    places.splice(rank, 0, place)
    if (places.length > NAMED_FEATURES) places.pop()
  }
  return places
}

function isStronger(a: number, b: number, features: readonly string[], shares: Float64Array): boolean {
  const ofA = Math.abs(shares[a] ?? 0)
  const ofB = Math.abs(shares[b] ?? 0)
  return ofA > ofB || (ofA === ofB && (features[a] ?? '') < (features[b] ?? ''))
}

const modelCodes = new Map<string, string>()

/** `initiatorPhoneKm` is `MODEL_INITIATOR_PHONE_KM`. */
export function modelCode(feature: string): string {
  const known = modelCodes.get(feature)
  if (known !== undefined) return known
  const code = `MODEL_${feature.replace(/([a-z])([A-Z0-9])/g, '$1_$2').toUpperCase()}`
  modelCodes.set(feature, code)
  return code
}

function strongestFirst(a: Reason, b: Reason): number {
  return b.contribution - a.contribution || byName(nameOf(a), nameOf(b))
}

/** Names are unique among the reasons of one decision, so that their order is settled. */
function nameOf(reason: Reason): string {
  return reason.source === 'rule' ? reason.ruleId : reason.code
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
