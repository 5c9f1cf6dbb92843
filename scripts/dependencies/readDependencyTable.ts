import type { DependencyRow } from './dependencyRow.ts'

const HEADING = '## Folders and imports'
const COLUMNS = ['folder', 'what to expect', 'may import', 'types alone of', 'packages'] as const
const ANY_PACKAGE = 'any'

/**
 * The import rules as they stand in docs/architecture.md: the table below its heading, one row a folder. Paths and names of
 * packages stand in backticks; `any` without them: any package.
 * @throws Error that names the line where the table is not what it must be.
 */
export function readDependencyTable(markdown: string): DependencyRow[] {
  const lines = markdown.split('\n')
  const heading = lines.indexOf(HEADING)
  if (heading < 0) throw new Error(`the heading "${HEADING}" is missing`)
  const first = lines.findIndex((line, index) => index > heading && line.startsWith('|'))
  const end = lines.findIndex((line, index) => index > first && !line.startsWith('|'))
  const [titles, ...rows] = lines.slice(first, end < 0 ? lines.length : end).map(cellsOf)
  if (first < 0 || titles === undefined || COLUMNS.some((name, index) => titles[index] !== name))
    throw new Error(`line ${first + 1}: the table's columns must be ${COLUMNS.join(', ')}`)
  // The line of dashes below the titles.
  return rows.slice(1).flatMap((cells, index) => toRows(cells, first + index + 3))
}

function toRows(cells: readonly string[], line: number): DependencyRow[] {
  const [folders = '', , may = '', typesOf = '', packages = ''] = cells
  if (cells.length !== COLUMNS.length)
    throw new Error(`line ${line}: ${cells.length} cells instead of ${COLUMNS.length}`)
  const paths = namesIn(folders)
  if (paths.length === 0) throw new Error(`line ${line}: no folder stands in backticks`)
  return paths.map((path) => ({
    path,
    may: namesIn(may),
    typesOf: namesIn(typesOf),
    packages: packages === ANY_PACKAGE ? 'anyPackage' : namesIn(packages),
  }))
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim())
}

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => (name === undefined ? [] : [name]))
}
