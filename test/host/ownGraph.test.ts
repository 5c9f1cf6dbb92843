import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const ROOT = join(import.meta.dirname, '../..')
/** In the first comment of a file only: elsewhere jest reads no pragma. */
const PRAGMA = /^\/\*\*(?:(?!\*\/)[\s\S])*@ownGraph\b/

test('README.md lists the files that have a graph of their own, and no others', () => {
  const files = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.test\.tsx?$/.test(path))
    .map((path) => `test/${path}`)
    .filter((path) => PRAGMA.test(readFileSync(join(ROOT, path), 'utf8')))
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const listed = [...readme.matchAll(/^\| `(test\/[^`]+)` *\|/gm)].map(([, path]) => path)
  expect(listed.toSorted()).toEqual(files.toSorted())
})
