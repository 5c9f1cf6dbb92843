// What is made once a run of jest. Postgres and Redis too, where jest runs by itself: `npm test` has started them already.
import { tsImport } from 'tsx/esm/api'

export default async function globalSetup() {
  if (!process.env.TEST_TEMPLATE_DATABASE) {
    const { startTestServices } = await tsImport('../../scripts/services/testServices.ts', import.meta.url)
    const services = await startTestServices((line) => console.log(line))
    Object.assign(process.env, services.environment)
    globalThis.testServices = services
  }
  const { makeServiceTemplate } = await tsImport('./serviceTemplate.ts', import.meta.url)
  const template = await makeServiceTemplate()
  Object.assign(process.env, template.environment)
  globalThis.serviceTemplate = template
}
