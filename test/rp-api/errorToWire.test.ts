import { describe, expect, test } from '@jest/globals'
import { AppError } from '../../server/errors.ts'
import { errorToWire as toV2 } from '../../server/rp-api/v2/errorToWire.ts'
import { errorToWire as toV3 } from '../../server/rp-api/v3/errorToWire.ts'

const TASK = 'de305d54-75b4-431b-adb2-eb6b9e546016'
const MALFORMED = new AppError('badRequest', 'Invalid request parameters found', {
  fields: [
    { field: 'initialCallbackUrl', message: 'must begin with https://' },
    { field: 'signatureProtocolParameters.digest', message: 'must be base64' },
    { field: 'documentNumber', message: 'must be a document number' },
  ],
})
const UNSUITABLE = new AppError('noSuitableAccount', 'No suitable account')

describe('v2', () => {
  test('names each field that is wrong', () => {
    expect(toV2(MALFORMED)).toEqual({
      status: 400,
      body: {
        code: 400,
        message: 'Invalid request parameters found',
        errors: [
          { field: 'initialCallbackUrl', message: 'must begin with https://' },
          { field: 'signatureProtocolParameters.digest', message: 'must be base64' },
          { field: 'documentNumber', message: 'must be a document number' },
        ],
      },
    })
  })

  test('has a status of its own for a person with other accounts', () => {
    expect(toV2(UNSUITABLE)).toEqual({ status: 471, body: { code: 471, message: 'No suitable account' } })
  })
})

describe('v3', () => {
  test('names each field that is wrong, and points at those of the body', () => {
    expect(toV3(MALFORMED, TASK)).toEqual({
      status: 400,
      body: {
        type: 'about:blank',
        status: 400,
        title: 'Bad Request',
        detail: 'Invalid request parameters found',
        instance: `/task-id/${TASK}`,
        errors: [
          {
            detail: 'Invalid initialCallbackUrl: must begin with https://',
            paramName: 'initialCallbackUrl',
            pointer: '/initialCallbackUrl',
          },
          {
            detail: 'Invalid signatureProtocolParameters.digest: must be base64',
            paramName: 'signatureProtocolParameters.digest',
            pointer: '/signatureProtocolParameters/digest',
          },
          { detail: 'Invalid documentNumber: must be a document number', paramName: 'documentNumber' },
        ],
      },
    })
  })

  test('tells a person with other accounts from nobody by a code', () => {
    expect(toV3(UNSUITABLE, TASK)).toMatchObject({
      status: 404,
      body: { status: 404, title: 'Not Found', errors: [{ code: 'NO_SUITABLE_ACCOUNT_FOUND' }] },
    })
    expect(toV3(new AppError('notFound', 'No such account'), TASK).body).not.toHaveProperty('errors')
  })

  test('says nothing to whom it does not know', () => {
    expect(toV3(new AppError('unauthorised', 'Unauthorized'), TASK)).toEqual({ status: 401, body: null })
  })
})
