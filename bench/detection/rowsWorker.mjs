// A thread does not inherit what makes Node read TypeScript: it is said again here, then the real file begins.
import { register } from 'tsx/esm/api'

register()
await import('./rowsThread.ts')
