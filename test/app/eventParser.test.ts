import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createEventParser } from '../../web/app/device-api/eventParser.ts'

describe('the event parser', () => {
  test('gives events with their names, joins data lines and skips comments', () => {
    const stream = ': hello\n\nevent: requests\ndata: {"a":\ndata: 1}\n\ndata:plain\n\nevent: empty\n\n'
    expect(createEventParser().feed(stream)).toEqual([
      { event: 'requests', data: '{"a":\n1}' },
      { event: 'message', data: 'plain' },
    ])
  })

  test('keeps what is not complete', () => {
    const parser = createEventParser()
    expect(parser.feed('event: requests\nda')).toEqual([])
    expect(parser.feed('ta: 1\n')).toEqual([])
    expect(parser.feed('\n')).toEqual([{ event: 'requests', data: '1' }])
  })

  test('gives the same however the stream is cut, with any line ends', () => {
    const event = fc.record({
      event: fc.constantFrom('requests', 'other'),
      data: fc.stringMatching(/^[a-z{}":, ]{1,12}$/),
    })
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r')
    fc.assert(
      fc.property(fc.array(event), lineEnd, fc.array(fc.nat(400), { maxLength: 8 }), (events, end, cuts) => {
        const text = events
          .map(({ event, data }) => [`event: ${event}`, `data: ${data}`, '', ''].join(end))
          .join('')
        const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
        const parser = createEventParser()
        const given = places.slice(1).flatMap((place, index) => parser.feed(text.slice(places[index], place)))
        // A last CR may yet become CRLF: the parser waits for what follows it.
        expect([...given, ...parser.feed(':')]).toEqual(events)
      }),
    )
  })
})
