import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { buildWeb } from './support/buildWeb.ts'

const MOST_KB = 450
/** The first load is the overview's frame; whoever goes on to the queue fetches this much in all. */
const MOST_WITH_QUEUE_KB = 470

let web: Awaited<ReturnType<typeof buildWeb>>
beforeAll(async () => {
  web = await buildWeb('console')
}, 180_000)
afterAll(async () => {
  await web.remove()
})

/** A script and what it imports as it starts; what it imports later comes when it is shown. */
async function withImports(file: string, seen: Set<string>): Promise<Set<string>> {
  if (seen.has(file)) return seen
  seen.add(file)
  const script = await readFile(join(web.dir, 'console/assets', file), 'utf8')
  for (const [, name] of script.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) {
    if (name !== undefined) await withImports(name, seen)
  }
  return seen
}

async function compressedKb(files: Iterable<string>): Promise<number> {
  let bytes = 0
  for (const file of files) bytes += gzipSync(await readFile(join(web.dir, 'console/assets', file))).length
  return bytes / 1_000
}

async function entryScripts(): Promise<string[]> {
  const page = await readFile(join(web.dir, 'console/index.html'), 'utf8')
  return [...page.matchAll(/assets\/([\w.-]+\.js)"/g)].flatMap(([, name]) => name ?? [])
}

test(`the first load is under ${MOST_KB} kB of compressed script, under ${MOST_WITH_QUEUE_KB} kB with the queue`, async () => {
  const first = new Set<string>()
  for (const entry of await entryScripts()) await withImports(entry, first)
  const files = await readdir(join(web.dir, 'console/assets'))
  const queue = files.find((name) => name.startsWith('SessionList-'))
  if (queue === undefined) throw new Error('the queue is no script of its own')
  const firstKb = await compressedKb(first)
  const withQueueKb = await compressedKb(await withImports(queue, new Set(first)))
  expect(first.size).toBeGreaterThan(0)
  expect(firstKb).toBeLessThan(MOST_KB)
  expect(withQueueKb).toBeLessThan(MOST_WITH_QUEUE_KB)
  console.info(`first load ${firstKb.toFixed(1)} kB, with the queue ${withQueueKb.toFixed(1)} kB`)
})

test('charts, the world and the graph are in no script of the first load', async () => {
  const first = new Set<string>()
  for (const entry of await entryScripts()) await withImports(entry, first)
  for (const file of first) {
    const script = await readFile(join(web.dir, 'console/assets', file), 'utf8')
    expect([file, /recharts-wrapper|"Topology"|cytoscape/.test(script)]).toEqual([file, false])
  }
})
