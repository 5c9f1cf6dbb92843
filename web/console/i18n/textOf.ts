export type Values = Record<string, string | number>
type Translate = (key: string, values: Values) => string

/**
 * The text of a key. A newer server may send a member of a closed set that has no words here yet: of
 * `outcome.quarantine` the member, `quarantine`, shows as itself.
 */
export function textOf(translate: Translate, key: string, values: Values = {}): string {
  return translate(key, { _: key.slice(key.lastIndexOf('.') + 1), ...values })
}
