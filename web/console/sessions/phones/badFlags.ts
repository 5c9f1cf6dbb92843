/** Flags that are good when true; every other one is bad when true. */
const GOOD_FLAGS = new Set(['hardwareKeyStore', 'randomnessTestPassed'])

/** What a phone says of itself that speaks against it, by name (pure). */
export function badFlags(integrity: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(integrity)
    .filter(([name, value]) => value !== GOOD_FLAGS.has(name))
    .map(([name]) => name)
}
