/**
 * Makes the decisions of a period again: with what was live, which must give the same to the last bit, or with
 * other rules, another model or other thresholds, and tells what would change.
 *
 *   npm run replay -- --from 2026-11-01 --to 2026-11-15 --thresholds hold=0.8
 *
 * DATABASE_URL names the database; nothing in it is changed.
 */
import { keptVersions } from '../../server/flow/replays/keptVersions.ts'
import { createPrisma } from '../../server/stores/database/connection.ts'
import { createReplaySource } from '../../server/stores/replays/replaySource.ts'
import { createRuleReads } from '../../server/stores/rules/rules.ts'
import { describeReplay } from './describe.ts'
import { readOptions } from './options.ts'
import { replay } from './replay.ts'

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const url = process.env['DATABASE_URL']
  if (url === undefined || url === '') throw new Error('DATABASE_URL must name the database to read')
  const prisma = createPrisma(url)
  try {
    const source = createReplaySource(prisma)
    const rules = createRuleReads(prisma)
    const warn = (message: string, error: unknown) =>
      console.error(`${message}:`, error instanceof Error ? error.message : error)
    const versions = await keptVersions({ rules, source, warn }, options)
    const report = await replay(options, versions, source)
    console.log(options.json ? JSON.stringify(report) : describeReplay(report))
  } finally {
    await prisma.$disconnect()
  }
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(2)
}
