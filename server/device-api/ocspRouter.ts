/** OCSP over HTTP (RFC 6960 appendix A): POST of DER, or GET with the request as base64 in the path. */
import express, { type Response, Router } from 'express'
import type { Dependencies } from '../flow/dependencies.ts'
import { answerOcsp } from '../flow/enrolment/answerOcsp.ts'

const LONGEST_REQUEST = '16kb'

export function ocspRouter(deps: Pick<Dependencies, 'authority' | 'clock' | 'keys' | 'log'>): Router {
  const router = Router()
  router.post(
    '/',
    express.raw({ type: 'application/ocsp-request', limit: LONGEST_REQUEST }),
    async (request, response) => {
      const body: unknown = request.body
      send(
        response,
        await answerOcsp(deps, body instanceof Uint8Array ? Uint8Array.from(body) : new Uint8Array(0)),
      )
    },
  )
  router.get('/*request', async (request, response) => {
    // Base64 has slashes, so the request may look like several segments.
    const base64 = decodeURIComponent(request.path.slice(1))
    send(response, await answerOcsp(deps, Uint8Array.from(Buffer.from(base64, 'base64'))))
  })
  return router
}

function send(response: Response, der: Uint8Array): void {
  response.type('application/ocsp-response').set('Cache-Control', 'no-store').send(Buffer.from(der))
}
