/** `npm run build` ends with this: beside each file of the built pages lies the same, compressed for browsers. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

const PAGES = join(import.meta.dirname, '../dist')
const TEXTS = ['.css', '.html', '.js', '.json', '.svg', '.txt']

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

let [files, bytes, compressed] = [0, 0, 0]
for (const entry of await readdir(PAGES, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !TEXTS.includes(extname(entry.name))) continue
  const file = join(entry.parentPath, entry.name)
  const content = await readFile(file)
  const brotli = await toBrotli(content)
  await Promise.all([
    writeFile(`${file}.br`, brotli),
    writeFile(`${file}.gz`, await toGzip(content, { level: 9 })),
  ])
  files += 1
  bytes += content.length
  compressed += brotli.length
}
const kb = (count: number) => Math.round(count / 1_000)
console.log(`${files} files compressed: ${kb(bytes)} kB to ${kb(compressed)} kB`)
