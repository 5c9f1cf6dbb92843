import { posix } from 'node:path'
import type { SourceFile } from './findViolations.ts'
import { readImports } from './readImports.ts'

/** One import from one folder into another, types included. */
type Step = { from: string; to: string; file: string; target: string }

/**
 * Every import between two folders that leads back to where it came from, as one sentence for each pair of folders.
 * Looked at are the folders that stand beside each other, at each depth below `root`; the files that stand directly
 * in a folder count as one of them, so that a page may import its cards or the cards their page, but not both.
 */
export async function findFolderCircles(files: readonly SourceFile[], root: string): Promise<string[]> {
  const inRoot = files.filter(({ path }) => path.startsWith(`${root}/`))
  const steps = (await Promise.all(inRoot.map((file) => stepsOf(file, root)))).flat()
  const onCircles = steps.filter(({ from, to }) => reachedFrom(to, steps).has(from))
  const onePerPair = new Map(onCircles.map((step) => [`${step.from} ${step.to}`, step]))
  return [...onePerPair.values()].map(
    ({ from, to, file, target }) => `${file} imports ${target}, and ${to} leads back to ${from}`,
  )
}

async function stepsOf({ path, source }: SourceFile, root: string): Promise<Step[]> {
  const imports = await readImports(path, source)
  return imports
    .map(({ specifier }) => specifier)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(path), specifier))
    .filter((target) => target.startsWith(`${root}/`))
    .map((target) => ({ ...sidesOf(path, target), file: path, target }))
    .filter(({ from, to }) => from !== to)
}

/** The two folders that stand beside each other, one with the file and one with what it imports. */
function sidesOf(file: string, target: string): { from: string; to: string } {
  const [one, other] = [posix.dirname(file).split('/'), posix.dirname(target).split('/')]
  const parting = one.findIndex((name, depth) => name !== other[depth])
  const depth = parting === -1 ? one.length : parting
  return { from: sideAt(one, depth), to: sideAt(other, depth) }
}

/** `a/b/c` at depth 1 is `a/b`; at depth 3 the files directly in it: `a/b/c/*`. */
function sideAt(folder: readonly string[], depth: number): string {
  return folder.length > depth ? folder.slice(0, depth + 1).join('/') : `${folder.join('/')}/*`
}

function reachedFrom(start: string, steps: readonly Step[]): ReadonlySet<string> {
  const reached = new Set([start])
  for (const folder of reached) {
    for (const { from, to } of steps) if (from === folder) reached.add(to)
  }
  return reached
}
