/** Writes a condition as CEL (pure). */
import type { Condition, FeatureTest, Group, NumberTest, WordTest } from './condition.ts'

/** Below it every whole number is exact, and none is beyond CEL's 64 bits. */
const LARGEST_WHOLE = 1e15

/** Null while something in it is not chosen yet. */
export function conditionToCel(condition: Condition): string | null {
  if (condition.is === 'unset') return null
  return condition.is === 'group' ? groupToCel(condition) : testToCel(condition)
}

function groupToCel({ join, parts }: Group): string | null {
  const isAlone = parts.length === 1
  const written: string[] = []
  for (const part of parts) {
    const text = conditionToCel(part)
    if (text === null) return null
    written.push(!isAlone && needsBrackets(part) ? `(${text})` : text)
  }
  if (written.length === 0) return null
  if (join === 'none') return `!(${written.join(' || ')})`
  return written.join(join === 'all' ? ' && ' : ' || ')
}

/** A group of one part is written as that part; `none` brings brackets of its own. */
function needsBrackets(part: Condition): boolean {
  if (part.is !== 'group' || part.join === 'none') return false
  const [only] = part.parts
  return part.parts.length === 1 && only !== undefined ? needsBrackets(only) : true
}

function testToCel(test: FeatureTest): string | null {
  if (test.is === 'flag') return test.value ? test.feature : `!${test.feature}`
  return test.is === 'number' ? numberToCel(test) : wordToCel(test)
}

function numberToCel({ feature, operator, value }: NumberTest): string | null {
  if (value === null || !Number.isFinite(value)) return null
  // CEL orders a double and an int, and has no equality between them.
  const isEquality = operator === '==' || operator === '!='
  return `${feature} ${operator} ${numberText(value, isEquality)}`
}

function numberText(value: number, asDouble: boolean): string {
  const text = String(value)
  if (/[.e]/.test(text)) return text
  return asDouble || Math.abs(value) >= LARGEST_WHOLE ? `${text}.0` : text
}

function wordToCel({ feature, isIn, values }: WordTest): string | null {
  const [first, ...others] = values
  if (first === undefined) return null
  if (others.length === 0) return `${feature} ${isIn ? '==' : '!='} ${quoted(first)}`
  const among = `${feature} in [${values.map(quoted).join(', ')}]`
  return isIn ? among : `!(${among})`
}

/** CEL's escapes of what JSON escapes are JSON's. */
function quoted(word: string): string {
  return JSON.stringify(word)
}
