import { describe, expect, test } from '@jest/globals'
import { SESSION_KINDS } from '../../server/domain/sessions/session.ts'
import { WARNING_LANGUAGES } from '../../server/warnings/language.ts'
import { warningFor } from '../../server/warnings/warningFor.ts'
import { warningMail } from '../../server/warnings/warningMail.ts'

const RP = 'Rannapank'

describe('warningMail', () => {
  test.each(WARNING_LANGUAGES)(
    'says in %s who asked, the warning and what to do, without a link',
    (language) => {
      for (const kind of SESSION_KINDS) {
        const { subject, text } = warningMail({
          warningId: 'safeAccount.1',
          language,
          relyingPartyName: RP,
          kind,
        })
        const warning = warningFor('safeAccount.1', language)
        expect(text).toContain(RP)
        for (const part of [warning.title, warning.body, ...warning.points, warning.stopLabel])
          expect(text).toContain(part)
        expect(`${subject}${text}`).not.toMatch(/https?:|www\.|@/)
      }
    },
  )

  test('says a log-in and a signature differently', () => {
    const mail = { warningId: 'unknown.1', language: 'en', relyingPartyName: RP }
    expect(warningMail({ ...mail, kind: 'authentication' }).text).not.toBe(
      warningMail({ ...mail, kind: 'signature' }).text,
    )
  })

  test('keeps a relying party’s name from adding lines', () => {
    const relyingPartyName = 'Bank\r\n\r\nCall this number\u2028now'
    const { text } = warningMail({
      warningId: 'unknown.1',
      language: 'en',
      relyingPartyName,
      kind: 'signature',
    })
    expect(text.split('\n')[0]).toBe('Bank Call this number now has asked, moments ago, for your signature.')
  })
})
