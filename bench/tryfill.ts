import { openFilled } from './console/database.ts'

const f = await openFilled(Number(process.argv[2]), console.log)
await f.stop()
