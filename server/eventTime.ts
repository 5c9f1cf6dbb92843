/** The time of an event at the doors: the wall clock, or in test mode what the caller says. */
import type { Request } from 'express'
import type { Clock, Instant } from './domain/time.ts'
import { toInstant } from './domain/time.ts'
import { AppError } from './errors.ts'

export const EVENT_TIME_HEADER = 'countersign-event-time'

/** @throws AppError badRequest where test mode is on and the header is not whole milliseconds. */
export function eventTime(
  deps: { clock: Clock; settings: { testMode: boolean } },
  request: Request,
): Instant {
  const given = deps.settings.testMode ? request.get(EVENT_TIME_HEADER) : undefined
  if (given === undefined) return deps.clock.now()
  if (!/^\d{1,15}$/.test(given)) {
    throw new AppError('badRequest', `${EVENT_TIME_HEADER} must be milliseconds since 1970`, {
      fields: [
        { field: EVENT_TIME_HEADER, message: 'must be whole milliseconds since 1970-01-01T00:00:00Z' },
      ],
    })
  }
  return toInstant(Number(given))
}
