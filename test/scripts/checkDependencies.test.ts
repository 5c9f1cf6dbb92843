import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { DependencyRow } from '../../scripts/dependencies/dependencyRow.ts'
import { findFolderCircles } from '../../scripts/dependencies/findFolderCircles.ts'
import { findFullFolders } from '../../scripts/dependencies/findFullFolders.ts'
import { findUnusedRows, findViolations } from '../../scripts/dependencies/findViolations.ts'
import { readDependencyTable } from '../../scripts/dependencies/readDependencyTable.ts'

const TABLE: readonly DependencyRow[] = [
  { path: 'core/' },
  { path: 'core/rules/', may: ['core/'], packages: ['engine'] },
  { path: 'flow/', may: ['core/'], typesOf: ['stores/'], packages: ['node:crypto', '@scope/'] },
]

const violationsIn = (path: string, source: string, table = TABLE) =>
  findViolations([{ path, source }], table)

describe('what the table allows passes', () => {
  test.each([
    ['a neighbour', 'core/a.ts', "import { b } from './b.ts'"],
    ['a folder of its row', 'core/rules/a.ts', "export * from '../b.ts'"],
    ['a package of its row', 'core/rules/a.ts', "import engine from 'engine'"],
    ['a part of a package of its row', 'core/rules/a.ts', "import engine from 'engine/part'"],
    ['a package of a scope of its row', 'flow/a.ts', "import { x } from '@scope/x'"],
    ['a type where types are allowed', 'flow/a.ts', "import type { Store } from '../stores/store.ts'"],
    ['names that are all types', 'flow/a.ts', "import { type A, type B } from '../stores/store.ts'"],
    ['the type of a file', 'flow/a.ts', "type Store = import('../stores/store.ts').Store"],
  ])('%s', async (_, path, source) => {
    expect(await violationsIn(path, source)).toEqual([])
  })
})

describe('what the table does not name is a violation', () => {
  test.each([
    ['a folder', 'core/a.ts', "import { x } from '../flow/x.ts'"],
    ['a type from a folder', 'core/a.ts', "import type { X } from '../stores/x.ts'"],
    ['a value where only types are allowed', 'flow/a.ts', "import { createStore } from '../stores/store.ts'"],
    ['one value among types', 'flow/a.ts', "import { type A, b } from '../stores/store.ts'"],
    ['an import for its effect', 'flow/a.ts', "import '../stores/store.ts'"],
    ['an import when it runs', 'flow/a.ts', "const load = () => import('../stores/store.ts')"],
    ['passing it on', 'flow/a.ts', "export { createStore } from '../stores/store.ts'"],
    ['a package', 'flow/a.ts', "import fs from 'node:fs'"],
    ['a package whose name begins alike', 'core/rules/a.ts', "import x from 'engine-two'"],
    ['the row above does not pass on its packages', 'core/a.ts', "import x from 'engine'"],
  ])('%s', async (_, path, source) => {
    expect(await violationsIn(path, source)).toHaveLength(1)
  })

  test('a file without a row', async () => {
    expect(await violationsIn('elsewhere/a.ts', '')).toEqual([
      'elsewhere/a.ts is in no row of the dependency table',
    ])
  })

  test('a file in a folder below one whose row is for its own files', async () => {
    const table = [{ path: 'core/*', packages: 'anyPackage' }] as const
    expect(await violationsIn('core/a.ts', "import 'x'", table)).toEqual([])
    expect(await violationsIn('core/new/a.ts', '', table)).toHaveLength(1)
  })

  test('the sentence names the file, the line and what was imported', async () => {
    const source = "import { b } from './b.ts'\nimport { createStore } from '../stores/store.ts'\n"
    expect(await violationsIn('flow/a.ts', source)).toEqual([
      'flow/a.ts:2 imports stores/store.ts, which flow/ may not',
    ])
  })
})

describe('the table is read from a document', () => {
  const documentOf = (...rows: string[]) =>
    [
      '## Folders and imports',
      '',
      '| folder | what to expect | may import | types alone of | packages |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
      '',
      '| another | table |',
    ].join('\n')

  test('one row for each path, names in backticks, any package where it says so', () => {
    const rows = readDependencyTable(
      documentOf('| `a/`, `b/*` | words | `c/`, `d.ts` | `e/` | `x`, `@y/` |', '| `f/` | words | | | any |'),
    )
    expect(rows).toEqual([
      { path: 'a/', may: ['c/', 'd.ts'], typesOf: ['e/'], packages: ['x', '@y/'] },
      { path: 'b/*', may: ['c/', 'd.ts'], typesOf: ['e/'], packages: ['x', '@y/'] },
      { path: 'f/', may: [], typesOf: [], packages: 'anyPackage' },
    ])
  })

  test.each([
    ['without the heading', '# Nothing', 'the heading "## Folders and imports" is missing'],
    ['with other columns', '## Folders and imports\n\n| a | b |\n', /line 3: the table's columns must be/],
    ['with a row of too few cells', documentOf('| `a/` | words |'), 'line 5: 2 cells instead of 5'],
    ['with a row for nothing', documentOf('| a | words | | | |'), 'line 5: no folder stands in backticks'],
  ])('one %s is refused with its line', (_, text, message) => {
    expect(() => readDependencyTable(text)).toThrow(message)
  })

  test('a row that no file needs is named', () => {
    const files = [{ path: 'core/a.ts', source: '' }]
    expect(findUnusedRows(files, [{ path: 'core/' }, { path: 'gone/' }])).toEqual([
      'the dependency table has a row for gone/, where no file is',
    ])
  })
})

describe("the project's own table", () => {
  const document = join(import.meta.dirname, '../../docs/architecture.md')
  const ownTable = readDependencyTable(readFileSync(document, 'utf8'))

  test.each([
    ['the domain imports nothing', 'server/domain/a.ts', "import { z } from 'zod'"],
    ['the risk engine has no clock', 'server/risk/a.ts', "import { now } from '../adapters/clock.ts'"],
    [
      'only rules know their language',
      'server/risk/a.ts',
      "import { Environment } from '@marcbachmann/cel-js'",
    ],
    ['a flow makes no store', 'server/flow/a.ts', "import { createLists } from '../stores/lists.ts'"],
    ['Prisma stays in the stores', 'server/console-api/a.ts', "import { Prisma } from '@prisma/client'"],
    [
      'the console runs no flow',
      'web/console/a.tsx',
      "import { review } from '../../server/flow/review/review.ts'",
    ],
    [
      'the simulator knows no rule',
      'scripts/simulate/a.ts',
      "import { RULES } from '../../server/risk/rules/preset.ts'",
    ],
    ['the phone knows no page', 'web/phone/a.ts', "import { App } from '../app/App.tsx'"],
    ['the server knows no test', 'server/flow/a.ts', "import { people } from '../../test/support/people.ts'"],
  ])('%s', async (_, path, source) => {
    expect(await violationsIn(path, source, ownTable)).toHaveLength(1)
  })
})

describe('no two folders import each other', () => {
  const circlesIn = (imports: Record<string, string>) =>
    findFolderCircles(
      Object.entries(imports).map(([path, specifier]) => ({
        path,
        source: `import { x } from '${specifier}'`,
      })),
      'web/pages',
    )

  test('neighbours that do', async () => {
    const found = await circlesIn({
      'web/pages/a/one.ts': '../b/two.ts',
      'web/pages/b/two.ts': '../a/three.ts',
    })
    expect(found).toEqual([
      'web/pages/a/one.ts imports web/pages/b/two.ts, and web/pages/b leads back to web/pages/a',
      'web/pages/b/two.ts imports web/pages/a/three.ts, and web/pages/a leads back to web/pages/b',
    ])
  })

  test('over a third folder, and for a type or when it runs', async () => {
    const files = [
      { path: 'web/pages/a/one.ts', source: "import type { X } from '../b/two.ts'" },
      { path: 'web/pages/b/other.ts', source: "const load = () => import('../c/three.ts')" },
      { path: 'web/pages/c/four.ts', source: "export * from '../a/five.ts'" },
    ]
    expect(await findFolderCircles(files, 'web/pages')).toHaveLength(3)
  })

  test('through folders within them', async () => {
    const found = await circlesIn({
      'web/pages/a/list/one.ts': '../../b/card/two.ts',
      'web/pages/b/chart/three.ts': '../../a/four.ts',
    })
    expect(found).toHaveLength(2)
  })

  test('a folder and the one above it', async () => {
    const found = await circlesIn({
      'web/pages/a/page.ts': './card/card.ts',
      'web/pages/a/card/card.ts': '../link.ts',
    })
    expect(found).toEqual([
      'web/pages/a/page.ts imports web/pages/a/card/card.ts, and web/pages/a/card leads back to web/pages/a/*',
      'web/pages/a/card/card.ts imports web/pages/a/link.ts, and web/pages/a/* leads back to web/pages/a/card',
    ])
  })

  test('one way, files of one folder, and what is elsewhere pass', async () => {
    const found = await circlesIn({
      'web/pages/a/one.ts': '../b/two.ts',
      'web/pages/a/three.ts': './one.ts',
      'web/pages/b/two.ts': '../../../server/a/one.ts',
      'web/pages/page.ts': './a/one.ts',
      'web/app/a/one.ts': '../b/two.ts',
      'web/app/b/two.ts': '../a/one.ts',
    })
    expect(found).toEqual([])
  })
})

describe('no folder has more files than a reader takes in', () => {
  const filesOf = (folder: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${folder}/file${index}.ts`)

  test('twenty pass, what stands in folders within does not count', () => {
    expect(findFullFolders([...filesOf('a', 20), ...filesOf('a/b', 20)], new Set())).toEqual([])
  })

  test('one more does not, unless it is exempt', () => {
    const paths = filesOf('a', 21)
    expect(findFullFolders(paths, new Set())).toEqual(['a has 21 files; a folder has at most 20'])
    expect(findFullFolders(paths, new Set(['a']))).toEqual([])
  })

  test('an exception that nothing needs is named', () => {
    expect(findFullFolders(filesOf('a', 20), new Set(['a']))).toEqual([
      'a has at most 20 files and needs no exception',
    ])
  })
})
