/** Whom the path of a request names. */
import type { Request } from 'express'
import type { RequestedTarget } from '../flow/request/receive.ts'
import { parseField } from './parse.ts'
import { documentNumber, semanticsIdentifier } from './schemas/addresses.ts'

export type ToTarget = (request: Request) => RequestedTarget

/** @throws AppError badRequest. */
export function toSubject(request: Request): RequestedTarget {
  return {
    by: 'semanticsIdentifier',
    value: parseField(semanticsIdentifier, 'semanticsIdentifier', request.params['id']),
  }
}

/** @throws AppError badRequest. */
export function toDocument(request: Request): RequestedTarget {
  return { by: 'documentNumber', value: parseField(documentNumber, 'documentNumber', request.params['id']) }
}

export function toAnyone(): RequestedTarget {
  return { by: 'anyone' }
}
