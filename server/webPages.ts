/** The built pages of a folder, compressed where `npm run build` has left them so. */
import { existsSync } from 'node:fs'
import type { RequestHandler } from 'express'
import sirv from 'sirv'

/** What lies here has a digest of its content in its name, so that a browser need never ask again. */
const NAMED_BY_CONTENT = '/assets/'
const A_YEAR = 'public, max-age=31536000, immutable'

/** Where nothing is built, nothing is there. The folder is read once: pages that are built later need a new start. */
export function webPages(folder: string): RequestHandler {
  if (!existsSync(folder)) return (_request, _response, next) => next()
  return sirv(folder, {
    etag: true,
    brotli: true,
    gzip: true,
    setHeaders(response, path) {
      response.setHeader('Cache-Control', path.includes(NAMED_BY_CONTENT) ? A_YEAR : 'no-cache')
    },
  })
}
