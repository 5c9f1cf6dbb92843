/**
 * Components whose script comes when they are first shown. React keeps a failed import until the page is loaded anew, so a
 * script that is lost on the way is asked for again: as often as need be while the network is away, a few times otherwise.
 */
import { type ComponentType, lazy } from 'react'

const TRIES = 5
const WAIT_MS = 1_000

export function lazily<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(() => persist(load, TRIES))
}

/** @throws what the import threw, where it fails though the network is there. */
async function persist<Module>(load: () => Promise<Module>, tries: number): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    if (navigator.onLine && tries <= 1) throw error
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
    return await persist(load, navigator.onLine ? tries - 1 : tries)
  }
}
