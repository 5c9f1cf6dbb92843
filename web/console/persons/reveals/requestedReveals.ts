/** Which request to reveal somebody is this reader's last one, by person: the page may be left while it waits. */
const asked = new Map<string, string>()

export const requestedReveals = {
  of: (personId: string): string | null => asked.get(personId) ?? null,
  set: (personId: string, revealId: string) => void asked.set(personId, revealId),
}
