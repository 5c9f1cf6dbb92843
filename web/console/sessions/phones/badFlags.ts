import { BAD_INTEGRITY } from '../../../../server/domain/accounts/device.ts'

/** One that this console does not know speaks against the phone when it is true, as most do. */
const bad: Readonly<Record<string, boolean | undefined>> = BAD_INTEGRITY

/** What a phone says of itself that speaks against it, by name (pure). */
export function badFlags(integrity: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(integrity)
    .filter(([name, value]) => value === (bad[name] ?? true))
    .map(([name]) => name)
}
