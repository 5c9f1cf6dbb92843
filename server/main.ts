/** Runs the API until it is told to stop. */
import { runProcess } from './runProcess.ts'
import { startApi } from './startApi.ts'

await runProcess('api', startApi)
