import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { TRIES_OF_NAME } from '../../server/console-api/login.ts'
import { type Service, startService } from '../support/startService.ts'
import { call, consoleClient, signInAs } from './support/consoleClient.ts'

describe('signing in to the console', () => {
  let service: Service

  beforeAll(async () => {
    service = await startService({}, { workers: false })
  })
  afterAll(() => service.close())

  const OWN = { 'x-requested-with': 'countersign', 'content-type': 'application/json' }
  const login = (username: string, password: string, headers: Record<string, string> = OWN) =>
    call(service, '/login', { method: 'POST', headers, body: JSON.stringify({ username, password }) })

  test('gives a cookie that scripts and other sites cannot use, and who one is', async () => {
    const answer = await login('senior', service.consolePassword)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ user: { username: 'senior', role: 'senior' } })
    const cookie = answer.headers.get('set-cookie')
    expect(cookie).toMatch(/^countersign_console=[\w-]{43};/)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    expect(cookie).toMatch(/Path=\/console-api/)
  })

  test('answers a wrong password and an unknown name alike', async () => {
    const wrong = await login('analyst', 'wrong')
    const unknown = await login('nobody-of-that-name', 'wrong')
    expect(wrong.status).toBe(401)
    expect(unknown.status).toBe(401)
    expect(unknown.text).toBe(wrong.text)
  })

  test('refuses a disabled user, and one who is disabled while signed in', async () => {
    const client = await signInAs(service, 'compliance')
    expect((await client.get('/me')).status).toBe(200)
    await service.prisma.consoleUser.update({ where: { username: 'compliance' }, data: { enabled: false } })
    expect((await client.get('/me')).status).toBe(401)
    expect((await login('compliance', service.consolePassword)).status).toBe(401)
  })

  test('stores neither the password nor the token', async () => {
    const client = await signInAs(service, 'senior')
    const token = client.cookie.split('=')[1] ?? ''
    const users = await service.prisma.consoleUser.findMany()
    const logins = await service.prisma.consoleLogin.findMany()
    for (const user of users) expect(user.passwordHash).toMatch(/^\$argon2id\$/)
    expect(logins.length).toBeGreaterThan(0)
    const stored = logins.map((row) => Buffer.from(row.tokenHash).toString('base64url')).join()
    expect(stored).not.toContain(token)
  })

  test('signing out ends the log-in, not only the cookie', async () => {
    const client = await signInAs(service, 'senior')
    expect((await client.post('/logout')).status).toBe(204)
    expect((await client.get('/me')).status).toBe(401)
  })

  test('a log-in ends after its time', async () => {
    const client = await signInAs(service, 'senior')
    await service.prisma.consoleLogin.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } })
    expect((await client.get('/me')).status).toBe(401)
  })

  test('a change without the header of our own pages is refused, even with the cookie', async () => {
    const client = await signInAs(service, 'senior')
    const answer = await client.post(
      '/logout',
      {},
      { cookie: client.cookie, 'content-type': 'application/json' },
    )
    expect(answer.status).toBe(403)
    expect((await client.get('/me')).status).toBe(200)
  })

  test('a name has a limited number of tries, and the right password does not help after them', async () => {
    const answers = await Promise.all(Array.from({ length: TRIES_OF_NAME }, () => login('admin', 'wrong')))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([401]))
    expect((await login('admin', service.consolePassword)).status).toBe(429)
  })

  test('malformed credentials are refused with each field named', async () => {
    const answer = await consoleClient(service, '').post('/login', { username: 7 })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code: 'badRequest',
      fields: [{ field: 'username' }, { field: 'password' }],
    })
  })

  test('signing in, failing to and signing out are audited', async () => {
    const client = await signInAs(service, 'analyst')
    await client.post('/logout')
    await login('analyst', 'wrong')
    const user = await service.prisma.consoleUser.findUniqueOrThrow({ where: { username: 'analyst' } })
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: user.id },
      orderBy: { id: 'desc' },
      take: 3,
    })
    expect(events.map((event) => event.action)).toEqual([
      'console.signInFailed',
      'console.signedOut',
      'console.signedIn',
    ])
  })
})
