/** Writes docs/configuration.md from the schema of server/config.ts, which is the only source of it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { configSchema } from '../server/config.ts'

type Property = { description?: string; default?: unknown }

export function describeConfiguration(): string {
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' })
  const properties = Object.entries(schema.properties ?? {})
  const rows = properties.map(([name, property]) =>
    row(name, typeof property === 'boolean' ? {} : property, schema.required ?? []),
  )
  return [
    '# Configuration',
    '',
    'Environment variables. A wrong value stops the start with its name and what it should be. Secrets have no default.',
    'This page is written by `npm run docs:configuration`.',
    '',
    '| variable | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

function row(name: string, property: Property, required: readonly string[]): string {
  const otherwise =
    property.default === undefined
      ? required.includes(name)
        ? '**required**'
        : ''
      : `\`${String(property.default)}\``
  return `| ${name} | ${otherwise} | ${property.description ?? ''} |`
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(join(import.meta.dirname, '../docs/configuration.md'), describeConfiguration())
}
