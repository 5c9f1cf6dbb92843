// Before each commit: formatting and lint of what is staged, and the dependency rules. `npm test` does more.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const CHECKS = [
  ['node_modules/@biomejs/biome/bin/biome', 'check', '--staged', '--no-errors-on-unmatched'],
  ['--import', 'tsx', 'scripts/dependencies/checkDependencies.ts'],
]

for (const args of CHECKS) {
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) {
    console.error('Not committed: see above. `npm run format` repairs formatting and imports.')
    process.exit(1)
  }
}
