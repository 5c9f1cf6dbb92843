export default async function globalTeardown() {
  await globalThis.serviceTemplate?.remove()
  await globalThis.testServices?.stop()
}
