// Installs the commit hooks of package.json ("simple-git-hooks"); does nothing where this is no checkout.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const ROOT = join(import.meta.dirname, '..')

export async function installHooks() {
  if (!existsSync(join(ROOT, '.git')) || process.env.CI) return
  try {
    const { default: hooks } = await import('simple-git-hooks')
    await hooks.setHooksFromConfig(ROOT, [])
  } catch (error) {
    // A checkout without hooks still works; `npm test` checks the same.
    console.warn(`The commit hooks are not installed: ${error.message}`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await installHooks()
