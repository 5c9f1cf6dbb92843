// `npm run check:dependencies`: every import of the project against the dependency table, and the folders themselves.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { findFolderCircles } from './findFolderCircles.ts'
import { findFullFolders } from './findFullFolders.ts'
import { findUnusedRows, findViolations } from './findViolations.ts'
import { FULL_FOLDERS, WITHOUT_CIRCLES } from './folderRules.ts'
import { readDependencyTable } from './readDependencyTable.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDERS = ['server', 'jobs', 'web', 'prisma', 'scripts', 'bench', 'test']
const GENERATED = 'server/stores/database/generated/'

const paths = FOLDERS.filter((folder) => existsSync(join(ROOT, folder)))
  .flatMap(sourcesIn)
  .filter((path) => !path.startsWith(GENERATED))
const files = paths
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, source: readFileSync(join(ROOT, path), 'utf8') }))

const table = readDependencyTable(readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8'))
const forbidden = [...(await findViolations(files, table)), ...findUnusedRows(files, table)]
const circles = (await Promise.all(WITHOUT_CIRCLES.map((root) => findFolderCircles(files, root)))).flat()
const full = findFullFolders(paths, FULL_FOLDERS)
for (const sentence of [...forbidden, ...circles, ...full]) console.error(sentence)
console.log(
  `${files.length} files, ${forbidden.length} forbidden imports, ${circles.length} between folders in circles, ${full.length} folders too full`,
)
process.exitCode = forbidden.length + circles.length + full.length === 0 ? 0 : 1

function sourcesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|[cm]?js)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
}
