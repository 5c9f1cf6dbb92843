import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson } from '../../server/rp-api/canonicalJson.ts'

test('the order of members makes no difference, at any depth', () => {
  expect(canonicalJson({ b: 1, a: { d: [2, 1], c: 'x' } })).toBe(
    canonicalJson({ a: { c: 'x', d: [2, 1] }, b: 1 }),
  )
})

test('different values have different texts', () => {
  expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }))
  expect(canonicalJson({ a: 10n })).not.toBe(canonicalJson({ a: 11n }))
  expect(canonicalJson(Uint8Array.of(1))).not.toBe(canonicalJson(Uint8Array.of(2)))
})

test('it is JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})
