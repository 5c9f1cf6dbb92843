/** What outlives a test file in its worker process: the shared graph and what it holds, such as the browser. */
import { importShared, isInUse } from './sharedGraph.mjs'

const LEASES = new URL('./leases.ts', import.meta.url).href
const BROWSER = new URL('./browser.ts', import.meta.url).href
/** How jest-worker says that no file is left. */
const CHILD_MESSAGE_END = 2
const isWorker = process.send !== undefined

/** Where jest runs in a process of its own, no message ends the host: it ends with each file. */
export async function endFile() {
  if (!isInUse()) return
  const { endLeases } = await importShared(LEASES)
  await endLeases()
  if (!isWorker) await endHost()
}

async function endHost() {
  const { closeBrowser } = await importShared(BROWSER)
  await closeBrowser()
}

// What the host holds would keep the process alive until jest ended it by force, half a second later, and so may an exit in
// good order: a heap of a gigabyte is taken down, and the browser's profile removed file by file. So it is told that the
// process ends (browser.ts listens), and then ended at once. The run removes the folder in which all that is temporary lies.
if (isWorker) {
  process.on('message', ([kind]) => {
    if (kind !== CHILD_MESSAGE_END) return
    process.emit('beforeExit', 0)
    process.kill(process.pid, 'SIGKILL')
  })
}
