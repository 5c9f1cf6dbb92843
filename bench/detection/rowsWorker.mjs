/** A thread does not inherit what lets Node read TypeScript: it registers that itself. */
import { register } from 'tsx/esm/api'

register()
await import('./rowsWorker.ts')
