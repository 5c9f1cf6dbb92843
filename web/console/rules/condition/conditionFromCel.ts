/** Reads CEL into the builder's groups (pure), or says why the builder cannot show it. */
import { type ASTNode, parse } from '@marcbachmann/cel-js'
import {
  type Condition,
  type FeatureKind,
  type FeatureTest,
  type Group,
  NUMBER_OPERATORS,
  type NumberOperator,
} from './condition.ts'

/** What the builder has no picture for. `unreadable` and `unknownFeature` are mistakes, the others are not. */
export const BEYOND_BUILDER = [
  'unreadable',
  'unknownFeature',
  'featureAgainstFeature',
  'calculation',
  'choice',
  'call',
  'other',
] as const
export type BeyondBuilder = (typeof BEYOND_BUILDER)[number]

export type ReadCondition = { ok: true; group: Group } | { ok: false; why: BeyondBuilder }
type KindOf = (feature: string) => FeatureKind | undefined

class Beyond extends Error {
  readonly why: BeyondBuilder
  constructor(why: BeyondBuilder) {
    super(why)
    this.why = why
  }
}

/** The group that the text says, flattened: brackets that change nothing are gone. */
export function conditionFromCel(text: string, kindOf: KindOf): ReadCondition {
  try {
    const read = toCondition(parsed(text), kindOf)
    return { ok: true, group: read.is === 'group' ? read : { is: 'group', join: 'all', parts: [read] } }
  } catch (error) {
    if (error instanceof Beyond) return { ok: false, why: error.why }
    throw error
  }
}

function parsed(text: string): ASTNode {
  try {
    return parse(text).ast
  } catch {
    throw new Beyond('unreadable')
  }
}

function toCondition(node: ASTNode, kindOf: KindOf): Condition {
  switch (node.op) {
    case '&&':
      return { is: 'group', join: 'all', parts: joined(node, '&&').map((part) => toCondition(part, kindOf)) }
    case '||':
      return { is: 'group', join: 'any', parts: joined(node, '||').map((part) => toCondition(part, kindOf)) }
    case '!_':
      return negated(node.args, kindOf)
    case 'id':
      return { is: 'flag', feature: featureOf(node.args, 'boolean', kindOf), value: true }
    case 'in':
      return {
        is: 'word',
        feature: featureIn(node.args[0], 'string', kindOf),
        isIn: true,
        values: words(node.args[1]),
      }
    default:
      return compared(node, kindOf)
  }
}

/** `a && (b && c)` and `(a && b) && c` say the same. */
function joined(node: ASTNode, op: '&&' | '||'): ASTNode[] {
  if (node.op !== op) return [node]
  return node.args.flatMap((part) => joined(part, op))
}

function negated(node: ASTNode, kindOf: KindOf): Condition {
  if (node.op === '||')
    return { is: 'group', join: 'none', parts: joined(node, '||').map((part) => toCondition(part, kindOf)) }
  const inner = toCondition(node, kindOf)
  if (node.op === 'id' && inner.is === 'flag') return { ...inner, value: false }
  if (node.op === 'in' && inner.is === 'word') return { ...inner, isIn: false }
  return { is: 'group', join: 'none', parts: [inner] }
}

const TURNED = { '>=': '<=', '>': '<', '<=': '>=', '<': '>', '==': '==', '!=': '!=' } as const

function compared(node: ASTNode, kindOf: KindOf): FeatureTest {
  const operator = NUMBER_OPERATORS.find((one) => one === node.op)
  if (operator === undefined || !Array.isArray(node.args)) throw new Beyond(whyNot(node))
  const [left, right] = node.args
  if (!isNode(left) || !isNode(right)) throw new Beyond('other')
  if (left.op === 'id' && right.op === 'id') throw new Beyond('featureAgainstFeature')
  if (left.op === 'id') return testOf(left.args, operator, literal(right), kindOf)
  if (right.op === 'id') return testOf(right.args, TURNED[operator], literal(left), kindOf)
  throw new Beyond(whyNot(left.op === 'value' ? right : left))
}

function testOf(name: string, operator: NumberOperator, value: Literal, kindOf: KindOf): FeatureTest {
  if (typeof value === 'number') {
    return { is: 'number', feature: featureOf(name, 'number', kindOf), operator, value }
  }
  if (operator !== '==' && operator !== '!=') throw new Beyond('other')
  const holds = operator === '=='
  if (typeof value === 'boolean') {
    return { is: 'flag', feature: featureOf(name, 'boolean', kindOf), value: value === holds }
  }
  return { is: 'word', feature: featureOf(name, 'string', kindOf), isIn: holds, values: [value] }
}

type Literal = number | boolean | string

function literal(node: ASTNode): Literal {
  if (node.op === '-_') {
    const positive = literal(node.args)
    if (typeof positive === 'number') return 0 - positive
  }
  if (node.op !== 'value') throw new Beyond(whyNot(node))
  const value: unknown = node.args
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value
  throw new Beyond('other')
}

function words(node: ASTNode | undefined): string[] {
  if (node?.op !== 'list') throw new Beyond('other')
  const values = node.args.map(literal)
  const found = values.filter((value) => typeof value === 'string')
  if (found.length !== values.length || found.length === 0) throw new Beyond('other')
  return found
}

function featureIn(node: ASTNode | undefined, kind: FeatureKind, kindOf: KindOf): string {
  if (node?.op !== 'id') throw new Beyond(node === undefined ? 'other' : whyNot(node))
  return featureOf(node.args, kind, kindOf)
}

function featureOf(name: string, kind: FeatureKind, kindOf: KindOf): string {
  const found = kindOf(name)
  if (found === undefined) throw new Beyond('unknownFeature')
  if (found !== kind) throw new Beyond('other')
  return name
}

const CALCULATIONS: readonly string[] = ['+', '-', '*', '/', '%', '-_']

function whyNot({ op }: ASTNode): BeyondBuilder {
  if (CALCULATIONS.includes(op)) return 'calculation'
  if (op === '?:') return 'choice'
  if (op === 'call' || op === 'rcall') return 'call'
  return 'other'
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value
}
