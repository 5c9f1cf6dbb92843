import { describe, expect, test } from '@jest/globals'
import { readFragment } from '../../web/app/takeFragment.ts'

const LINK = 'https://smart-id.com/device-link?deviceLinkType=QR&elapsedSeconds=1&authCode=a%2Bb'

describe('readFragment', () => {
  test('finds an activation code', () => {
    expect(readFragment('#activation=ABCD-EFGH')).toEqual({ activationCode: 'ABCD-EFGH', deviceLink: null })
  })

  test('finds a device link, encoded or as it is, and changes nothing in it', () => {
    expect(readFragment(`#link=${encodeURIComponent(LINK)}`).deviceLink).toBe(LINK)
    expect(readFragment(`#link=${LINK}`).deviceLink).toBe(LINK)
  })

  test.each(['', '#', '#other=1', '#activation=', '#link=%E0%A4%A'])('finds nothing in %p', (hash) => {
    expect(readFragment(hash)).toEqual({ activationCode: null, deviceLink: null })
  })
})
