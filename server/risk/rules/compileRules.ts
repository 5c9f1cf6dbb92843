/** Turns rules into something that runs: CEL is parsed and type-checked against the feature registry. */

import type { ASTNode, ParseResult } from '@marcbachmann/cel-js'
import { TypeError as CelTypeError, Environment, EvaluationError, ParseError } from '@marcbachmann/cel-js'
import { type FeatureName, isFeatureName } from '../../domain/features/feature.ts'
import type { FeatureValue } from '../../domain/sessions/decision.ts'
import { declarationOf, FEATURES } from '../features/registry.ts'
import { fnv1a, hex } from '../features/textTemplate.ts'
import type { CompiledRule, Rule, RuleSet, RuleSource } from './rule.ts'

/** What is wrong with one rule. `start` and `end` are places in its condition, where that is at fault. */
export type RuleProblem = { ruleId: string; message: string; start: number | null; end: number | null }

export type Compiled = { ok: true; ruleSet: RuleSet } | { ok: false; problems: RuleProblem[] }

const CEL_TYPES = { number: 'double', boolean: 'bool', string: 'string' } as const

/** What a person can read; a condition beyond it would also take its time in every decision. */
const LIMITS = { maxAstNodes: 200, maxDepth: 20, maxListElements: 100, maxMapEntries: 0, maxCallArguments: 8 }

const environment = createEnvironment()

export function compileRules(source: RuleSource): Compiled {
  const compiled = source.rules.map(compileRule)
  const problems = [
    ...repeatedIds(source.rules),
    ...compiled.flatMap((one) => ('problem' in one ? [one.problem] : [])),
  ]
  if (problems.length > 0) return { ok: false, problems }
  const rules = compiled.flatMap((one) => ('rule' in one ? [one.rule] : []))
  return { ok: true, ruleSet: { version: versionOf(source), prior: source.prior, rules } }
}

/** The same rules and prior have the same version, and any change another, wherever they were kept meanwhile. */
function versionOf(source: RuleSource): string {
  const text = JSON.stringify([source.prior, source.rules], inOneOrder)
  return `rules-${hex(fnv1a(text, 0x811c9dc5))}${hex(fnv1a(text, 0x050c5d1f))}`
}

/** Postgres keeps JSON, but not the order of its members. */
function inOneOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function createEnvironment(): Environment {
  const made = new Environment({ limits: LIMITS })
  for (const [name, feature] of Object.entries(FEATURES)) {
    made.registerVariable({ name, type: CEL_TYPES[feature.kind], description: feature.meaning })
  }
  return made
}

function compileRule(rule: Rule): { rule: CompiledRule } | { problem: RuleProblem } {
  const problem = (message: string, start: number | null = null, end: number | null = null) => ({
    problem: { ruleId: rule.id, message, start, end },
  })
  const wrongEffect = effectProblem(rule)
  if (wrongEffect !== null) return problem(wrongEffect)
  const checked = environment.check(rule.condition)
  if (!checked.valid)
    return problem(whatIsWrong(checked.error), checked.error?.range?.start, checked.error?.range?.end)
  if (checked.type !== 'bool')
    return problem(`must be true or false, and is ${checked.type}`, 0, rule.condition.length)
  const parsed = environment.parse(rule.condition)
  const names = namesReadBy(rule, parsed.ast)
  const wrongReads = readsProblem(names)
  if (wrongReads !== null) return problem(wrongReads, 0, rule.condition.length)
  const reads = names.filter(isFeatureName)
  return { rule: { ...rule, reads, holds: (values) => isTrue(parsed, values) } }
}

/** A variable of the condition's own comes from a loop over a list: it is no feature, and loops take time. */
function readsProblem(reads: readonly string[]): string | null {
  const own = reads.filter((name) => !isFeatureName(name))
  if (own.length > 0) return `must do without loops: ${own.join(', ')} is no feature`
  return reads.length === 0 ? 'must read a feature: it says the same of every session' : null
}

/** What is wrong with one rule, and what it reads where nothing is. */
export function checkRule(rule: Rule): { problems: RuleProblem[]; reads: FeatureName[] } {
  const compiled = compileRule(rule)
  return 'problem' in compiled
    ? { problems: [compiled.problem], reads: [] }
    : { problems: [], reads: compiled.rule.reads }
}

function namesReadBy({ effect }: Rule, condition: ASTNode): string[] {
  const names = namesIn(condition)
  return [...(effect.kind === 'curve' ? names.add(effect.feature) : names)]
}

/** What has no value for these features, as a number read from a word, does not hold: others must decide still. */
function isTrue(parsed: ParseResult, values: Readonly<Record<string, FeatureValue | undefined>>): boolean {
  try {
    return parsed(values) === true
  } catch (error) {
    if (error instanceof EvaluationError) return false
    throw error
  }
}

function effectProblem({ effect }: Rule): string | null {
  if (effect.kind === 'outcome') return null
  if (effect.kind === 'weight') return Number.isFinite(effect.weight) ? null : 'the weight must be a number'
  if (declarationOf(effect.feature)?.kind !== 'number')
    return `the curve must be over a number, not ${effect.feature}`
  return isMonotone(effect.points) ? null : 'the points must rise in value and never turn in log-odds'
}

function isMonotone(points: readonly (readonly [number, number])[]): boolean {
  const steps = points.slice(1).map(([x, y], index) => {
    const [beforeX, beforeY] = points[index] ?? [0, 0]
    return { x: x - beforeX, y: y - beforeY }
  })
  const rising = steps.every((step) => step.x > 0)
  return (
    rising && steps.length > 0 && (steps.every((step) => step.y >= 0) || steps.every((step) => step.y <= 0))
  )
}

/** A rule may stand twice: as it is live, and as its next version is tried in shadow. */
function repeatedIds(rules: readonly Rule[]): RuleProblem[] {
  const seen = new Set<string>()
  return rules.flatMap((rule) => {
    const name = `${rule.id} ${rule.state}`
    const again = seen.has(name)
    seen.add(name)
    return again ? [{ ruleId: rule.id, message: 'another rule has this id', start: null, end: null }] : []
  })
}

function whatIsWrong(error: unknown): string {
  const known =
    error instanceof ParseError || error instanceof CelTypeError || error instanceof EvaluationError
  return known ? error.summary : 'cannot be read'
}

function namesIn(node: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(node)) for (const part of node) namesIn(part, found)
  else if (isNode(node)) {
    if (node.op === 'id' && typeof node.args === 'string') found.add(node.args)
    else namesIn(node.args, found)
  }
  return found
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value
}
