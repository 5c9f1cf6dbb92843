/** Server-sent events (HTML Standard, §9.2.6), as far as the device API uses them. */
export type ServerEvent = { event: string; data: string }

export type EventParser = {
  /** Takes the next piece of the stream, cut anywhere; gives the events that it completes. */
  feed(text: string): ServerEvent[]
}

export function createEventParser(): EventParser {
  let rest = ''
  let event = 'message'
  let data: string[] = []

  /** @returns the event that an empty line completes. */
  function takeLine(line: string): ServerEvent | null {
    if (line === '') {
      const completed = data.length === 0 ? null : { event, data: data.join('\n') }
      event = 'message'
      data = []
      return completed
    }
    const colon = line.indexOf(':')
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    // A line that begins with a colon is a comment: its field is empty.
    if (field === 'event') event = value
    if (field === 'data') data.push(value)
    return null
  }

  return {
    feed(text) {
      // A CR at the end may be the first half of a CRLF.
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      return lines.map(takeLine).filter((completed) => completed !== null)
    },
  }
}
