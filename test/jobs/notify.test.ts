import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { SMTPServer } from 'smtp-server'
import { run } from '../../jobs/notify.ts'
import { createMailer } from '../../server/adapters/mail.ts'
import { addMs, type Clock, type Instant, MINUTE_MS, toInstant } from '../../server/domain/time.ts'
import type { NotifyDependencies } from '../../server/flow/phone/notify.ts'
import { applyDecision } from '../../server/flow/request/applyDecision.ts'
import { enrolPhone, requestSession, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'

const FRICTION = { secondStep: true, waitSeconds: 5, codeChoice: false }

let service: Service
let phone: TestPhone
let inbox: Inbox

beforeAll(async () => {
  service = await startService({ SCORE_DEADLINE_MS: '600000' }, { workers: false })
  phone = await enrolPhone(service)
})
afterAll(async () => {
  await service.close()
})
beforeEach(async () => {
  inbox = await openInbox()
})
afterEach(async () => {
  await inbox.close()
})

type Mail = { to: string[]; text: string }
type Inbox = {
  mails: Mail[]
  url: string
  /** What the server says to the next mail: 250 takes it. */
  answer: { status: number; text: string }
  close(): Promise<void>
}

/** A real SMTP server on a port of its own. */
async function openInbox(): Promise<Inbox> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { status, text } = inbox.answer
        if (status !== 250) {
          done(Object.assign(new Error(text), { responseCode: status }))
          return
        }
        const to = session.envelope.rcptTo.map(({ address }) => address)
        mails.push({ to, text: decodeMail(Buffer.concat(chunks).toString('utf8')) })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port')
  return {
    mails,
    url: `smtp://127.0.0.1:${address.port}`,
    answer: { status: 250, text: 'OK' },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Quoted-printable and base64 bodies as text, headers as they are (RFC 2045 §6). */
function decodeMail(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/^content-transfer-encoding: base64/im.test(head))
    return `${head}\n${Buffer.from(body, 'base64').toString('utf8')}`
  const octets = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return `${head}\n${/quoted-printable/i.test(head) ? Buffer.from(octets, 'latin1').toString('utf8') : body}`
}

/** A session that was warned about, with the notice and the outbox row that the decision wrote. */
async function warned(options: { occurredAt?: Instant } = {}) {
  const { sessionId } = await requestSession(service, phone, { kind: 'signature', ...options })
  const session = await service.deps.sessions.find(sessionId)
  if (session === null) throw new Error('no such session')
  await applyDecision(service.deps, session, {
    stage: 'delivery',
    outcome: 'warn',
    decidedBy: 'engine',
    score: 0.7,
    reasons: [
      { source: 'rule', code: 'TEST', ruleId: 'test', scamType: 'safeAccount', values: {}, contribution: 1 },
    ],
    features: {},
    ruleSetVersion: 'test',
    modelVersion: null,
    friction: FRICTION,
    basis: null,
    shadow: null,
  })
  const notice = await service.prisma.notice.findFirstOrThrow({ where: { sessionId } })
  const rows = await service.prisma.outbox.findMany({ where: { job: 'notify' } })
  const row = rows.find(({ payload }) => JSON.stringify(payload).includes(notice.id))
  if (row === undefined) throw new Error('the decision wrote no outbox row')
  const payload = { noticeId: notice.id, deadlineAt: notice.deadlineAt.getTime() }
  const state = async () =>
    (await service.prisma.notice.findUniqueOrThrow({ where: { id: notice.id } })).state
  const outboxRows = () => service.prisma.outbox.count({ where: { id: row.id } })
  return {
    sessionId,
    payload,
    outboxId: row.id,
    state,
    outboxRows,
    deadlineAt: toInstant(notice.deadlineAt.getTime()),
  }
}

function dependencies(
  url: string | undefined,
  clock: Clock = service.deps.clock,
): NotifyDependencies & { close(): void } {
  const mailer = createMailer(url, 'countersign@example.com', service.deps.log)
  return { ...service.deps, clock, mailer, close: () => mailer.close() }
}

describe('a notice', () => {
  test('is sent to the person’s own address, in their language, and tells nobody who they are', async () => {
    const { payload, outboxId, state, outboxRows } = await warned()
    const deps = dependencies(inbox.url)
    await run(payload, deps, outboxId)
    deps.close()

    expect(inbox.mails).toHaveLength(1)
    const [mail] = inbox.mails
    expect(mail?.to).toEqual(['mari-liis@example.com'])
    expect(mail?.text).toContain('„Turvalist kontot“ ei ole olemas')
    expect(mail?.text).toContain('DEMO küsis äsja teie allkirja.')
    expect(mail?.text).toMatch(/^Auto-Submitted: auto-generated/m)
    expect(mail?.text).not.toContain(phone.semanticsIdentifier.slice(6))
    expect(mail?.text.split('\n\n').slice(1).join()).not.toMatch(/https?:|www\./)
    expect(await state()).toBe('sent')
    expect(await outboxRows()).toBe(0)
  })

  test('is sent once, however often and how much at once its job runs', async () => {
    const { payload, outboxId, state } = await warned()
    const deps = dependencies(inbox.url)
    await Promise.all(Array.from({ length: 5 }, () => run(payload, deps, outboxId)))
    await run(payload, deps, outboxId)
    deps.close()
    expect(inbox.mails).toHaveLength(1)
    expect(await state()).toBe('sent')
  })

  test('is not sent after its deadline, whatever the job says', async () => {
    const { payload, outboxId, state, outboxRows, deadlineAt } = await warned()
    const deps = dependencies(inbox.url, { now: () => deadlineAt })
    await run({ ...payload, deadlineAt: addMs(deadlineAt, MINUTE_MS) }, deps, outboxId)
    deps.close()
    expect(inbox.mails).toEqual([])
    expect(await state()).toBe('failed')
    expect(await outboxRows()).toBe(0)
  })

  test('waits for the next try where the mail server is busy, and says nothing of the address', async () => {
    const { payload, outboxId, state, outboxRows } = await warned()
    const deps = dependencies(inbox.url)
    inbox.answer = { status: 451, text: 'mari-liis@example.com: try again later' }
    const tried = run(payload, deps, outboxId)
    await expect(tried).rejects.toThrow('the mail server did not take a mail (451)')
    await expect(tried).rejects.not.toThrow('example.com')
    expect(await state()).toBe('pending')
    expect(await outboxRows()).toBe(1)

    inbox.answer = { status: 250, text: 'OK' }
    await run(payload, deps, outboxId)
    deps.close()
    expect(inbox.mails).toHaveLength(1)
    expect(await state()).toBe('sent')
  })

  test('waits for the next try where no mail server answers', async () => {
    const { payload, outboxId, state } = await warned()
    const gone = await openInbox()
    await gone.close()
    const deps = dependencies(gone.url)
    await expect(run(payload, deps, outboxId)).rejects.toThrow('no answer')
    deps.close()
    expect(await state()).toBe('pending')
  })

  test('has failed where the mail server will never take it', async () => {
    const { payload, outboxId, state, outboxRows } = await warned()
    const deps = dependencies(inbox.url)
    inbox.answer = { status: 550, text: 'no such mailbox' }
    await run(payload, deps, outboxId)
    deps.close()
    expect(inbox.mails).toEqual([])
    expect(await state()).toBe('failed')
    expect(await outboxRows()).toBe(0)
  })

  test('has failed where no mail server is configured', async () => {
    const { payload, outboxId, state } = await warned()
    await run(payload, dependencies(undefined), outboxId)
    expect(await state()).toBe('failed')
  })
})
