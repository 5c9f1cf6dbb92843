// Starts Postgres and Redis for a run of jest by itself; `npm test` has started them already.
import { tsImport } from 'tsx/esm/api'

export default async function globalSetup() {
  if (process.env.TEST_TEMPLATE_DATABASE) return
  const { startTestServices } = await tsImport('../../scripts/services/testServices.ts', import.meta.url)
  const services = await startTestServices((line) => console.log(line))
  Object.assign(process.env, services.environment)
  globalThis.testServices = services
}
