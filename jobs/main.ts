/** Runs the workers until they are told to stop. */
import { runProcess } from '../server/runProcess.ts'
import { startWorkers } from './startWorkers.ts'

await runProcess('jobs', startWorkers)
