/** The answer to a single thing, where answers are made of several at once. @throws Error where it is not one. */
export function onlyOf<Item>(items: readonly Item[]): Item {
  const [only, ...others] = items
  if (only === undefined || others.length > 0) throw new Error('one thing has one answer')
  return only
}
