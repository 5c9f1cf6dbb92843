/** Runs the API until a signal stops it. The only file of the server that knows the phone's half of signing. */
import { createMemoryPhone } from '../web/phone/memoryPhone.ts'
import { runProcess } from './runProcess.ts'
import { startApi } from './startApi.ts'

await runProcess('api', (config, log) => startApi(config, log, createMemoryPhone))
