import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type CasePage, caseList, caseNotes, caseFile as file } from '../../../server/contract/cases.ts'
import { enrolPhone, type TestPhone } from '../../support/people.ts'
import { type Service, startService } from '../../support/startService.ts'
import { decided, openOver, readCase, timelineOf } from '../support/caseWork.ts'
import { type ConsoleClient, call, signInAs } from '../support/consoleClient.ts'

const MIB = 1024 * 1024
describe('what is written to a case', () => {
  let service: Service
  let phone: TestPhone
  let analyst: ConsoleClient

  beforeAll(async () => {
    service = await startService({ AUTOMATIC_CASES: 'off' }, { workers: false })
    phone = await enrolPhone(service)
    analyst = await signInAs(service, 'analyst')
  })
  afterAll(() => service.close())

  const opened = async (): Promise<CasePage> => await openOver(analyst, [await decided(service, phone)])
  const seniorId = async () =>
    (await service.prisma.consoleUser.findUniqueOrThrow({ where: { username: 'senior' } })).id

  const upload = (id: string, content: Uint8Array<ArrayBuffer>, name = 'call record.txt', client = analyst) =>
    call(service, `/cases/${id}/files`, {
      method: 'POST',
      headers: {
        cookie: client.cookie,
        'x-requested-with': 'countersign',
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(name),
        'x-file-type': 'text/plain',
      },
      body: content,
    })
  const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text))

  test('a note keeps its author and whom it mentions, and these find the case', async () => {
    const made = await opened()
    const mentions = [await seniorId()]
    const answer = await analyst.post(`/cases/${made.id}/notes`, {
      text: 'Please look at the payee',
      mentions,
    })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      text: 'Please look at the payee',
      author: { name: 'Analyst' },
      mentions: [{ name: 'Senior analyst' }],
    })
    const filter = JSON.stringify({ mentions: mentions[0] })
    const found = caseList.parse((await analyst.get(`/cases?${new URLSearchParams({ filter })}`)).body)
    expect(found.items.map((item) => item.id)).toEqual([made.id])
    // Nobody's half-written closing becomes stale by a note.
    expect((await readCase(analyst, made.id)).version).toBe(made.version)
  })

  test('notes come newest first, page by page', async () => {
    const made = await opened()
    for (const text of ['one', 'two', 'three']) await analyst.post(`/cases/${made.id}/notes`, { text })
    const first = caseNotes.parse((await analyst.get(`/cases/${made.id}/notes?limit=2`)).body)
    expect(first.items.map((note) => note.text)).toEqual(['three', 'two'])
    const rest = caseNotes.parse(
      (await analyst.get(`/cases/${made.id}/notes?limit=2&cursor=${first.nextCursor}`)).body,
    )
    expect(rest.items.map((note) => note.text)).toEqual(['one'])
    expect(rest.nextCursor).toBeNull()
  })

  test('a note is never changed, not even by the database’s owner', async () => {
    const made = await opened()
    await analyst.post(`/cases/${made.id}/notes`, { text: 'As it was' })
    const rewriting = service.prisma.caseNote.updateMany({
      where: { caseId: made.id },
      data: { text: 'Otherwise' },
    })
    await expect(rewriting).rejects.toThrow(/stays as it was written/)
    const forgetting = service.prisma.caseEvent.deleteMany({ where: { caseId: made.id } })
    await expect(forgetting).rejects.toThrow(/never changed/)
  })

  test('who does not exist cannot be mentioned', async () => {
    const made = await opened()
    const mentions = ['00000000-0000-7000-8000-000000000000']
    const answer = await analyst.post(`/cases/${made.id}/notes`, { text: 'You there', mentions })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field: 'mentions.0' }] })
  })

  test('a tag is set once and taken away once, however often it is asked for', async () => {
    const made = await opened()
    const tag = { tag: 'money mule' }
    await Promise.all([1, 2, 3].map(() => analyst.post(`/cases/${made.id}/tags`, tag)))
    expect((await readCase(analyst, made.id)).tags).toEqual(['money mule'])
    await analyst.remove(`/cases/${made.id}/tags`, tag)
    expect((await analyst.remove(`/cases/${made.id}/tags`, tag)).body).toEqual({ tags: [] })
    const kinds = (await timelineOf(analyst, made.id)).map((event) => event.kind)
    expect(kinds).toEqual(['untagged', 'tagged', 'opened'])
  })

  test('a file comes back byte by byte, lies sealed, and each download is recorded', async () => {
    const made = await opened()
    const content = bytesOf('The victim said that a courier would come.')
    const answer = await upload(made.id, content)
    expect(answer.status).toBe(201)
    const stored = file.parse(answer.body)
    expect(stored).toMatchObject({
      name: 'call record.txt',
      type: 'text/plain',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })
    const row = await service.prisma.caseFile.findUniqueOrThrow({ where: { id: stored.id } })
    expect(Buffer.from(row.content).toString('latin1')).not.toContain('courier')

    const back = await analyst.get(`/cases/${made.id}/files/${stored.id}`)
    expect(back.text).toBe(Buffer.from(content).toString())
    expect(back.headers.get('content-type')).toBe('application/octet-stream')
    expect(back.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''call%20record.txt")
    const events = await service.prisma.auditEvent.findMany({
      where: { objectId: made.id, action: 'case.fileDownloaded' },
    })
    expect(events).toMatchObject([{ details: { file: stored.id, sha256: stored.sha256 } }])
    expect(await readCase(analyst, made.id)).toMatchObject({ id: made.id })
  })

  test('a file is not handed out through another case', async () => {
    const [one, other] = [await opened(), await opened()]
    const stored = file.parse((await upload(one.id, bytesOf('abc'))).body)
    expect((await analyst.get(`/cases/${other.id}/files/${stored.id}`)).status).toBe(404)
  })

  test('10 MiB are taken and one byte more is not', async () => {
    const made = await opened()
    expect((await upload(made.id, new Uint8Array(10 * MIB))).status).toBe(201)
    const answer = await upload(made.id, new Uint8Array(10 * MIB + 1))
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field: 'body' }] })
  })

  test.each([
    ['a folder in its name', '../etc/passwd'],
    ['a line break in its name', 'a\r\nSet-Cookie: b'],
  ])('%s is refused', async (_what, name) => {
    const made = await opened()
    const answer = await upload(made.id, bytesOf('abc'), name)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ fields: [{ field: 'x-file-name' }] })
  })

  test('an empty file is refused, and who only reads cases adds none', async () => {
    const made = await opened()
    expect((await upload(made.id, bytesOf(''))).status).toBe(400)
    const compliance = await signInAs(service, 'compliance')
    expect((await upload(made.id, bytesOf('abc'), 'abc.txt', compliance)).status).toBe(403)
  })
})
