import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { AppError } from '../../server/errors.ts'
import * as operations from '../../server/rp-api/v3/operations.ts'

const MEMBERS = [
  'relyingPartyUUID',
  'relyingPartyName',
  'certificateLevel',
  'signatureProtocol',
  'signatureProtocolParameters',
  'interactions',
  'initialCallbackUrl',
  'linkedSessionID',
  'nonce',
  'requestProperties',
  'capabilities',
  'riskContext',
  'vcType',
] as const

const anyBody = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.constantFrom(...MEMBERS), fc.jsonValue()),
  fc.dictionary(
    fc.constantFrom(...MEMBERS),
    fc.base64String().map((text) => Buffer.from(text).toString('base64')),
  ),
)

test.each(Object.entries(operations))(
  '%s takes whatever is sent to it, or names what is wrong',
  (_name, operation) => {
    fc.assert(
      fc.property(anyBody, (body) => {
        try {
          expect(operation(body).parts.kind).toMatch(/^(authentication|signature|certificateChoice)$/)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
          expect(error instanceof AppError ? error.code : '').toBe('badRequest')
          expect(error instanceof AppError ? error.fields.length : 0).toBeGreaterThan(0)
        }
      }),
    )
  },
)
