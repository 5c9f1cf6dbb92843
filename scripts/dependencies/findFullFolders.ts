import { posix } from 'node:path'

/** How many source files stand directly in one folder at most: what a reader takes in at a glance. */
const MOST = 20

/** Every folder with more files than that, as one sentence each. @param exempt folders that may be as full as they are. */
export function findFullFolders(paths: readonly string[], exempt: ReadonlySet<string>): string[] {
  const counts = new Map<string, number>()
  for (const folder of paths.map((path) => posix.dirname(path))) {
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  const full = [...counts].filter(([folder, count]) => count > MOST && !exempt.has(folder))
  // An exception that is no longer needed goes out again.
  const spared = [...exempt].filter((folder) => (counts.get(folder) ?? 0) <= MOST)
  return [
    ...full.map(([folder, count]) => `${folder} has ${count} files; a folder has at most ${MOST}`),
    ...spared.map((folder) => `${folder} has at most ${MOST} files and needs no exception`),
  ]
}
