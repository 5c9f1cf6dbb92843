import { describe, expect, test } from '@jest/globals'
import { isAllowedAddress } from '../../server/rp-api/isAllowedAddress.ts'

describe('isAllowedAddress', () => {
  test('admits an address of one of the blocks', () => {
    expect(isAllowedAddress('198.51.100.7', ['192.0.2.0/24', '198.51.100.0/29'])).toBe(true)
    expect(isAllowedAddress('2001:db8::7', ['2001:db8::/32'])).toBe(true)
  })

  test('refuses an address outside all blocks, and everybody where there is no block', () => {
    expect(isAllowedAddress('198.51.100.8', ['198.51.100.0/29'])).toBe(false)
    expect(isAllowedAddress('2001:db9::1', ['2001:db8::/32'])).toBe(false)
    expect(isAllowedAddress('198.51.100.7', [])).toBe(false)
  })

  test('knows an IPv4 address in IPv6 clothes', () => {
    expect(isAllowedAddress('::ffff:198.51.100.7', ['198.51.100.0/24'])).toBe(true)
    expect(isAllowedAddress('::ffff:198.51.100.7', ['::/0'])).toBe(false)
  })

  test('refuses what is no address, and passes over what is no block', () => {
    expect(isAllowedAddress(undefined, ['0.0.0.0/0', '::/0'])).toBe(false)
    expect(isAllowedAddress('unknown', ['0.0.0.0/0', '::/0'])).toBe(false)
    expect(isAllowedAddress('198.51.100.7', ['everywhere', '198.51.100.0/24'])).toBe(true)
    expect(isAllowedAddress('198.51.100.7', ['everywhere'])).toBe(false)
  })
})
