// `npm run lock:complete`, after each change of the packages. A registry mirror that lacks the binaries of
// other platforms makes npm leave them out of package-lock.json, and then `npm ci` refuses the file. What is
// missing stands in the lock with an exact version beside the package that wants it: it is added from there,
// without a checksum, which nobody here can know; npm writes that where it can fetch the package.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = join(import.meta.dirname, '../package-lock.json')
const SYSTEMS = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64']

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
const added = Object.entries(lock.packages).flatMap(([path, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => path !== '' && !isInReach(path, name))
    .map(([name, version]) => [`node_modules/${name}`, toEntry(name, version, entry)]),
)
const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(added) })
lock.packages = Object.fromEntries(packages.sort(([one], [other]) => one.localeCompare(other, 'en')))
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added.length} packages of other platforms added`)

/** As Node looks for a package: in node_modules beside the one that wants it, and in each one above. */
function isInReach(path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (lock.packages[`${folder}${folder === '' ? '' : '/'}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

function toEntry(name, version, { dev, devOptional }) {
  if (!/^\d+\.\d+\.\d+/.test(version))
    throw new Error(`${name}@${version}: only an exact version can be added`)
  const words = name.split('/').at(-1).split('-')
  const os = SYSTEMS.find((system) => words.includes(system))
  const cpu = PROCESSORS.find((processor) => words.includes(processor))
  if (!os || !cpu) throw new Error(`${name}: its platform cannot be read from its name`)
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : null
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(devOptional ? { devOptional } : {}),
    ...(libc && os === 'linux' ? { libc } : {}),
    optional: true,
    os: [os],
  }
}
