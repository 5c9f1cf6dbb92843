// `npm run quickstart`: installs what is missing, then hands over to TypeScript in this same process.
import { ensureInstalled } from './ensureInstalled.mjs'
import { generatePrisma } from './prismaGenerate.mjs'

await ensureInstalled()
generatePrisma()
const { register } = await import('tsx/esm/api')
register()
await import('./quickstart/main.ts')
