/**
 * Writes docs/features.md and server/domain/features/featureKinds.ts from the families of server/risk/features, which are the
 * only source of both.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Accuracy,
  describeFeatures,
  type FeatureDescription,
} from '../server/risk/features/describeFeatures.ts'

const COLUMNS = ['feature', 'meaning', 'unit', 'of', 'window', 'aggregate', 'accuracy', 'personal data']

const ACCURACY_IN_WORDS: Record<Accuracy, string> = {
  fact: 'said by the session itself',
  exact:
    'read off single events, at most 400 of a person, account or browser, 64 labels of what people share',
  bucketed: 'the window reaches back further by at most a twelfth of its length',
  sketched:
    'exact up to 64 people; beyond, in windows of a day and longer, HyperLogLog with a standard error of 0.81 % and a window longer by at most a quarter; in shorter windows 64 means “that many or more”',
  celled:
    'values share 65,536 cells: a share is too high by 1/65,536 on average; the window is longer by at most a quarter',
}

export const FEATURES_PAGE = join(import.meta.dirname, '../docs/features.md')
export const FEATURE_KINDS_MODULE = join(import.meta.dirname, '../server/domain/features/featureKinds.ts')

export function featuresPage(): string {
  const features = describeFeatures()
  const signals = [...new Set(features.map(({ signal }) => signal))]
  return [
    '# Features',
    '',
    `Countersign reads ${features.length} features of a session. Each is a value, or missing with a reason; it is`,
    'computed from what came before the session only. This page is written by `npm run docs:features`.',
    '',
    '## How exact they are',
    '',
    ...table([['accuracy', 'what it means'], ...Object.entries(ACCURACY_IN_WORDS)]),
    '',
    ...signals.flatMap((signal) => sectionOf(signal, features)),
  ].join('\n')
}

function sectionOf(signal: string, features: FeatureDescription[]): string[] {
  return [
    `## ${signal}`,
    '',
    ...table([COLUMNS, ...features.filter((feature) => feature.signal === signal).map(row)]),
    '',
  ]
}

function row(feature: FeatureDescription): string[] {
  const { name, meaning, unit, entity, window, aggregate, accuracy, personalData } = feature
  return [name, meaning, unit, entity, window ?? '', aggregate, accuracy, personalData]
}

/** With columns as wide as their widest cell, as the formatter would write it. */
function table([head = [], ...rows]: string[][]): string[] {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => cells[column]?.length ?? 0)),
  )
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)]
}

/** The source text of the table of names, with what each feature means beside it. */
export function featureKindsModule(): string {
  const features = describeFeatures()
  const signals = [...new Set(features.map(({ signal }) => signal))]
  return [
    '/**',
    ' * Every feature by name, with the kind of its value and what it means. Written by `npm run docs:features` from the',
    ' * families of server/risk/features: whoever adds, renames or drops a feature runs it.',
    ' */',
    'export const FEATURE_KINDS = {',
    ...signals.flatMap((signal) => [
      `  // ${signal}`,
      ...features.filter((feature) => feature.signal === signal).flatMap(member),
    ]),
    '} as const',
    '',
  ].join('\n')
}

function member({ name, kind, meaning, unit }: FeatureDescription): string[] {
  return [`  /** ${meaning} (${unit}). */`, `  ${name}: '${kind}',`]
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(FEATURES_PAGE, featuresPage())
  writeFileSync(FEATURE_KINDS_MODULE, featureKindsModule())
}
