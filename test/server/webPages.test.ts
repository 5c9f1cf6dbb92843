import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express from 'express'
import { webPages } from '../../server/webPages.ts'

const SCRIPT = 'console.log("the same again and again")\n'.repeat(100)

let folder: string
let server: Server
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<p>here</p>')
  await writeFile(join(folder, 'assets/main-1a2b.js'), SCRIPT)
  await writeFile(join(folder, 'assets/main-1a2b.js.br'), brotliCompressSync(SCRIPT))
  const app = express()
  app.use('/pages', webPages(folder))
  app.use('/unbuilt', webPages(join(folder, 'nothing')))
  server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})

describe('built pages', () => {
  test('come compressed where they lie compressed and the browser reads it, and whole elsewhere', async () => {
    const read = async (accepts: string) => {
      const answer = await fetch(`${url}/pages/assets/main-1a2b.js`, {
        headers: { 'accept-encoding': accepts },
      })
      return { encoding: answer.headers.get('content-encoding'), text: await answer.text() }
    }
    expect(await read('br, gzip')).toEqual({ encoding: 'br', text: SCRIPT })
    expect(await read('identity')).toEqual({ encoding: null, text: SCRIPT })
  })

  test('are kept by the browser where the name tells the content, and asked for again where it does not', async () => {
    const keptFor = async (path: string) => (await fetch(`${url}${path}`)).headers.get('cache-control')
    expect(await keptFor('/pages/assets/main-1a2b.js')).toContain('immutable')
    expect(await keptFor('/pages/')).toBe('no-cache')
  })

  test('are not there where nothing was built, nor outside their folder', async () => {
    for (const path of ['/unbuilt/', '/pages/missing.js', '/pages/..%2f..%2fetc%2fpasswd']) {
      expect((await fetch(`${url}${path}`)).status).toBe(404)
    }
  })
})
