import { posix } from 'node:path'
import type { DependencyRow } from './dependencyRow.ts'
import { type FoundImport, readImports } from './readImports.ts'

/** A file of the project: its path from the root with slashes, and its text. */
export type SourceFile = { path: string; source: string }

/** Every import that the table does not allow, as one sentence each. */
export async function findViolations(
  files: readonly SourceFile[],
  table: readonly DependencyRow[],
): Promise<string[]> {
  const found = await Promise.all(files.map((file) => violationsOf(file, table)))
  return found.flat()
}

async function violationsOf(
  { path, source }: SourceFile,
  table: readonly DependencyRow[],
): Promise<string[]> {
  const row = rowOf(path, table)
  if (row === undefined) return [`${path} is in no row of the dependency table`]
  const imports = await readImports(path, source)
  return imports
    .filter((found) => !isAllowed(path, found, row))
    .map(({ specifier, typeOnly }) => {
      const what = typeOnly ? 'a type of ' : ''
      return `${path}:${lineOf(source, specifier)} imports ${what}${targetOf(path, specifier)}, which ${row.path} may not`
    })
}

/** Rows that no file needs: their folder was moved or is gone. */
export function findUnusedRows(files: readonly SourceFile[], table: readonly DependencyRow[]): string[] {
  return table
    .filter((row) => !files.some(({ path }) => fits(path, row.path)))
    .map((row) => `the dependency table has a row for ${row.path}, where no file is`)
}

/** The row with the longest path that fits the file's. */
function rowOf(path: string, table: readonly DependencyRow[]): DependencyRow | undefined {
  const fitting = table.filter((row) => fits(path, row.path))
  return fitting.toSorted((one, other) => other.path.length - one.path.length)[0]
}

function fits(path: string, rowPath: string): boolean {
  if (!rowPath.endsWith('*')) return path.startsWith(rowPath)
  return posix.dirname(path) === posix.dirname(rowPath)
}

function isAllowed(path: string, { specifier, typeOnly }: FoundImport, row: DependencyRow): boolean {
  const target = targetOf(path, specifier)
  if (!isOfProject(specifier)) return row.packages === 'anyPackage' || beginsWith(target, row.packages)
  if (fits(target, row.path)) return true
  return beginsWith(target, row.may) || (typeOnly && beginsWith(target, row.typesOf))
}

function isOfProject(specifier: string): boolean {
  return specifier.startsWith('.')
}

function targetOf(path: string, specifier: string): string {
  return isOfProject(specifier) ? posix.join(posix.dirname(path), specifier) : specifier
}

/** `jose` allows `jose/errors` but not `joseph`; `@prisma/` and `node:` allow all that begins with them. */
function beginsWith(target: string, allowed: readonly string[] = []): boolean {
  return allowed.some((each) => target === each || target.startsWith(/[/:]$/.test(each) ? each : `${each}/`))
}

function lineOf(source: string, specifier: string): number {
  const lines = source.split('\n')
  return lines.findIndex((line) => line.includes(`'${specifier}'`) || line.includes(`"${specifier}"`)) + 1
}
