import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const secretsSchema = z.object({
  VAULT_KEY: z.string().default(() => randomBytes(32).toString('base64')),
  PSEUDONYM_KEY: z.string().default(() => randomBytes(32).toString('base64')),
  CONSOLE_PASSWORD: z.string().default(() => randomBytes(12).toString('base64url')),
})

/** The secrets of one machine, by the name of their environment variable. */
export type Secrets = z.infer<typeof secretsSchema>

/**
 * Random secrets, made once into `dataDir`/secrets.json, which only its owner may read. What the environment
 * sets wins, and is not written down.
 *
 * @throws Error where the file is damaged: new keys would lose all that the old ones encrypt.
 */
export async function ensureSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json')
  mkdirSync(dataDir, { recursive: true })
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '{}'
  const secrets = parseSecrets(before, file)
  const after = `${JSON.stringify(secrets, null, 2)}\n`
  if (after !== before) {
    writeFileSync(`${file}.new`, after, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  const names = secretsSchema.keyof().options
  const given = names
    .map((name) => [name, process.env[name] ?? ''] as const)
    .filter(([, value]) => value !== '')
  return secretsSchema.parse({ ...secrets, ...Object.fromEntries(given) })
}

function parseSecrets(text: string, file: string): Secrets {
  try {
    return secretsSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`${file} is damaged: restore it, or remove the folder around it to begin anew`, { cause })
  }
}
