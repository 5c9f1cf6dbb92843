import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from '@jest/globals'

const ROOT = join(import.meta.dirname, '../..')

function documents(): string[] {
  const inDocs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  return [
    ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'test/host/README.md'].map((file) =>
      join(ROOT, file),
    ),
    ...inDocs.filter((file) => file.endsWith('.md')).map((file) => join(ROOT, 'docs', file)),
  ]
}

/** Targets of links and pictures that lie in the project, without what they point at inside. */
function targetsOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
}

test('every link of a document leads to a file that is there', () => {
  const dead = documents().flatMap((file) =>
    targetsOf(readFileSync(file, 'utf8'))
      .filter((target) => !existsSync(join(dirname(file), target)))
      .map((target) => `${relative(ROOT, file)}: ${target}`),
  )
  expect(dead).toEqual([])
})
