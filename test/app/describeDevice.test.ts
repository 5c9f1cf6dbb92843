import { describe, expect, test } from '@jest/globals'
import { passesMonobitTest, readUserAgent } from '../../web/app/account/describeDevice.ts'

describe('describeDevice', () => {
  test.each([
    [
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
      'Chrome 142',
      'Android 15',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'Safari 18',
      'iOS 18.1',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
      'Edge 142',
      'Windows 10.0',
    ],
    ['something else', 'Browser', 'unknown'],
  ])('reads %s', (userAgent, browser, system) => {
    expect(readUserAgent(userAgent)).toEqual({ browser, system })
  })

  test('takes random octets for random, and others not', () => {
    expect(passesMonobitTest(crypto.getRandomValues(new Uint8Array(2500)))).toBe(true)
    expect(passesMonobitTest(new Uint8Array(2500))).toBe(false)
    expect(passesMonobitTest(new Uint8Array(2500).fill(0xff))).toBe(false)
  })
})
