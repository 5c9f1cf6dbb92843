/**
 * Conditions that stand in the code. The text is CEL as it is stored, and TypeScript reads it word by word: one that
 * names a feature that does not exist does not compile. What people write in the console is checked when it is saved.
 */
import type { FeatureName } from '../../domain/features/feature.ts'

/** @param text words with one space between them; a text in it has no space. */
export function when<const Text extends string>(text: Checked<Text>): string {
  return text
}

/** The text itself, or else a sentence that names what is wrong with it, for the compiler's message. */
export type Checked<Text extends string> = [WrongWord<Text>] extends [never]
  ? Text
  : `no feature is called ${WrongWord<Text>}`

/** Never where every word is a feature or of CEL. */
export type WrongWord<Text extends string> = Text extends `${infer Word} ${infer Others}`
  ? WrongIn<Bare<Word>> | WrongWord<Others>
  : WrongIn<Bare<Text>>

type WrongIn<Word extends string> = Word extends FeatureName | Operator | `${number}` | Quoted ? never : Word

type Operator = '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>='
type Quoted = `"${string}"` | `'${string}'`

/** A word without the brackets and negations around it. */
type Bare<Word extends string> = Word extends Operator
  ? Word
  : Word extends `!${infer Inner}`
    ? Bare<Inner>
    : Word extends `(${infer Inner}`
      ? Bare<Inner>
      : Word extends `${infer Inner})`
        ? Bare<Inner>
        : Word
