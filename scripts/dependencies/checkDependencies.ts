// `npm run check:dependencies`: every import of the project against the dependency table.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { DEPENDENCY_TABLE } from './dependencyTable.ts'
import { findViolations } from './findViolations.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDERS = ['server', 'jobs', 'web', 'prisma', 'scripts', 'bench', 'test']
const GENERATED = 'server/stores/database/generated/'

const paths = FOLDERS.filter((folder) => existsSync(join(ROOT, folder)))
  .flatMap(sourcesIn)
  .filter((path) => !path.startsWith(GENERATED))
const files = paths.map((path) => ({ path, source: readFileSync(join(ROOT, path), 'utf8') }))
const violations = await findViolations(files, DEPENDENCY_TABLE)
for (const violation of violations) console.error(violation)
console.log(`${files.length} files, ${violations.length} forbidden imports`)
process.exitCode = violations.length === 0 ? 0 : 1

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
}
