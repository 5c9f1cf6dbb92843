/** Clients join a base address and a path with no slash, one or two: `//v2//session/…/` is `/v2/session/…`. */
import type { RequestHandler } from 'express'

export const singleSlashes: RequestHandler = (request, _response, next) => {
  const [path = '', ...query] = request.url.split('?')
  const clean = path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1')
  request.url = [clean, ...query].join('?')
  next()
}
