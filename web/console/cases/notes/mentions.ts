/** "@" and the name of somebody in a note (pure). */
type Named = { id: string; name: string }

/** What is being typed after an "@" that stands at the beginning of a word, up to the caret; null: no mention. */
export function mentionBefore(text: string, caret: number): { start: number; typed: string } | null {
  const match = /(?:^|\s)@([^\s@]*)$/u.exec(text.slice(0, caret))
  if (match === null) return null
  const typed = match[1] ?? ''
  return { start: caret - typed.length - 1, typed }
}

/** People whose name, or a word of it, begins so. */
export function peopleLike<Person extends Named>(people: readonly Person[], typed: string): Person[] {
  const wanted = typed.toLocaleLowerCase()
  return people.filter(({ name }) =>
    [name, ...name.split(/\s+/)].some((word) => word.toLocaleLowerCase().startsWith(wanted)),
  )
}

/** The text with the name in the place of what was typed, and where the caret is then. */
export function withMention(
  text: string,
  caret: number,
  { start, name }: { start: number; name: string },
): { text: string; caret: number } {
  const before = `${text.slice(0, start)}@${name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

/** Who is named in the text, by the longest name at each "@": "Mari" is not meant by "@Mari Mets". */
export function mentionedIn<Person extends Named>(text: string, people: readonly Person[]): Person[] {
  const found = new Set(splitByMentions(text, people).flatMap((part) => part.person ?? []))
  return people.filter((person) => found.has(person))
}

/** The text in parts, each plain or the mention of somebody. Together they are the text. */
export function splitByMentions<Person extends Named>(
  text: string,
  people: readonly Person[],
): { text: string; person: Person | null }[] {
  const longestFirst = people
    .filter(({ name }) => name !== '')
    .toSorted((a, b) => b.name.length - a.name.length)
  const parts: { text: string; person: Person | null }[] = []
  let plainFrom = 0
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (at < plainFrom) continue
    const person = longestFirst.find(({ name }) => isNamedAt(text, at + 1, name))
    if (person === undefined) continue
    if (at > plainFrom) parts.push({ text: text.slice(plainFrom, at), person: null })
    plainFrom = at + 1 + person.name.length
    parts.push({ text: text.slice(at, plainFrom), person })
  }
  if (plainFrom < text.length) parts.push({ text: text.slice(plainFrom), person: null })
  return parts
}

function isNamedAt(text: string, at: number, name: string): boolean {
  return text.startsWith(name, at) && !/^[\p{L}\p{N}]/u.test(text.slice(at + name.length))
}
