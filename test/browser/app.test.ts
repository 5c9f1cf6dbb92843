import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { type SessionId, toId } from '../../server/domain/ids.ts'
import type { Friction, ScamType } from '../../server/domain/sessions/decision.ts'
import { applyDecision } from '../../server/flow/request/applyDecision.ts'
import { transact } from '../../server/flow/transact.ts'
import { type AskOptions, deliver, outcomeOf, PIN1, PIN2, requestSession } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { type AppPhone, enrolInApp, enterPin, openApp, readMemory, seeTitle } from './support/appPhone.ts'
import { buildWeb } from './support/buildWeb.ts'
import { BUSY_MACHINE_MS, launchBrowser } from './support/launchBrowser.ts'

jest.setTimeout(2 * BUSY_MACHINE_MS)

let service: Service
let browser: Browser
let web: Awaited<ReturnType<typeof buildWeb>>

beforeAll(async () => {
  ;[web, browser] = await Promise.all([buildWeb('app'), launchBrowser()])
  service = await startService({ WEB_DIR: web.dir, SCORE_DEADLINE_MS: '600000' }, { workers: false })
})
afterAll(async () => {
  await browser.close()
  await service.close()
  await web.remove()
})

async function requestInApp(phone: AppPhone, options: AskOptions = {}): Promise<SessionId> {
  const target = { by: 'semanticsIdentifier', value: phone.semanticsIdentifier } as const
  return (await requestSession(service, null, { target, ...options })).sessionId
}

async function deliverWithWarning(
  sessionId: SessionId,
  scamType: ScamType,
  friction: Friction,
): Promise<void> {
  const session = await service.deps.sessions.find(sessionId)
  if (session === null) throw new Error('no such session')
  await applyDecision(service.deps, session, {
    stage: 'delivery',
    outcome: 'warn',
    decidedBy: 'engine',
    score: 0.7,
    reasons: [{ source: 'rule', code: 'TEST', ruleId: 'test', scamType, values: {}, contribution: 2 }],
    features: {},
    ruleSetVersion: 'test',
    modelVersion: null,
    friction,
    basis: null,
    shadow: null,
  })
}

const endOf = async (sessionId: SessionId) => (await service.deps.sessions.find(sessionId))?.endResult
const labelsOf = (sessionId: SessionId) => service.prisma.label.findMany({ where: { sessionId } })

describe('the app', () => {
  test('enrols with a code and two PINs that are neither weak nor the same', async () => {
    const { page, context, complaints } = await openApp(service, browser)
    await page.getByRole('button', { name: 'Next' }).click()
    // The code is a secret: it does not stay in the address.
    expect(page.url()).toBe(`${service.url}/app/`)

    await enterPin(page, '1234')
    await page.getByText('The digits follow each other').waitFor()
    await enterPin(page, PIN1)
    await enterPin(page, '777333')
    await page.getByText('The two were not the same').waitFor()
    for (const pin of [PIN1, PIN1]) await enterPin(page, pin)

    await page.getByRole('heading', { name: 'Choose PIN2' }).waitFor()
    await enterPin(page, PIN1)
    await page.getByText('PIN2 must not be the same as PIN1').waitFor()
    // A keyboard works as the pad's buttons do.
    await page.keyboard.type(`${PIN2}\n`)
    await page.getByRole('heading', { name: 'Enter PIN2 once more' }).waitFor()
    await page.keyboard.type(`${PIN2}\n`)

    await seeTitle(page, 'This phone is ready')
    await page.getByRole('button', { name: 'Start' }).click()
    await seeTitle(page, 'No request is waiting')
    await page.getByText('Connected', { exact: true }).waitFor()
    expect(await page.getByText(/Account ending in \w{4}-Q/).count()).toBe(1)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('says that a code is not valid, and takes another without asking for the PINs again', async () => {
    const { page, context } = await openApp(service, browser)
    const code = await page.getByLabel('Activation code').inputValue()
    await page.getByLabel('Activation code').fill('0000-0000-0000-0000')
    await page.getByRole('button', { name: 'Next' }).click()
    for (const pin of [PIN1, PIN1, PIN2, PIN2]) await enterPin(page, pin)
    await page.getByText('This activation code is not valid').waitFor()
    await page.getByLabel('Activation code').fill(code)
    await page.getByRole('button', { name: 'Next' }).click()
    await seeTitle(page, 'This phone is ready')
    await context.close()
  })

  test('shows who asks, the text and the code, and signs with the PIN', async () => {
    const phone = await enrolInApp(service, browser)
    const { page } = phone
    const sessionId = await requestInApp(phone)
    await deliver(service, sessionId)

    await seeTitle(page, 'DEMO')
    await page.getByText('Log in to the demo').waitFor()
    const code = (await service.deps.sessions.find(sessionId))?.verificationCode ?? 'no code'
    expect(await page.getByRole('img', { name: `Code ${code.split('').join(' ')}` }).textContent()).toBe(code)
    await page.getByRole('button', { name: 'Go on to the PIN' }).click()
    await enterPin(page, PIN1)

    await seeTitle(page, 'You are logged in')
    expect(await outcomeOf(service, sessionId)).toMatchObject({ state: 'COMPLETE', endResult: 'OK' })
    expect((await service.deps.sessions.find(sessionId))?.shownAt).not.toBeNull()
    const memory = await readMemory(page)
    expect(memory).toContain('oneTimePassword')
    expect(memory).not.toContain(PIN1)
    expect(memory).not.toContain(PIN2)
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  })

  test('interrupts with the warning before the PIN, until its time and a second question have passed', async () => {
    const phone = await enrolInApp(service, browser)
    const { page } = phone
    const sessionId = await requestInApp(phone, { kind: 'signature' })
    const shownAt = performance.now()
    await deliverWithWarning(sessionId, 'safeAccount', {
      secondStep: true,
      waitSeconds: 2,
      codeChoice: false,
    })

    await seeTitle(page, /There is no .safe account/)
    expect(await page.getByText('Hang up now.').count()).toBe(1)
    expect(await page.getByRole('button', { name: 'Go on to the PIN' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: /You can go on in/ }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'It was me: go on' }).click()
    expect(performance.now() - shownAt).toBeGreaterThan(2000)

    await seeTitle(page, 'Are you sure?')
    await page.getByRole('button', { name: 'Yes, I started it myself' }).click()
    await page.getByRole('button', { name: 'Go on to the PIN' }).click()
    await enterPin(page, PIN2)
    await seeTitle(page, 'Signed')
    expect(await endOf(sessionId)).toBe('OK')
    await phone.context.close()
  })

  test('stops and reports a request from its warning by the main button', async () => {
    const phone = await enrolInApp(service, browser)
    const { page } = phone
    const sessionId = await requestInApp(phone)
    await deliverWithWarning(sessionId, 'remoteAccess', {
      secondStep: false,
      waitSeconds: 60,
      codeChoice: false,
    })
    await page.getByRole('button', { name: 'Stop: this was not me' }).click()

    await seeTitle(page, 'Stopped and reported')
    expect(await endOf(sessionId)).toMatch(/^USER_REFUSED/)
    expect(await labelsOf(sessionId)).toMatchObject([{ source: 'report' }])
    await phone.context.close()
  })

  test('refuses', async () => {
    const phone = await enrolInApp(service, browser)
    const sessionId = await requestInApp(phone)
    await deliver(service, sessionId)
    await phone.page.getByRole('button', { name: 'Refuse' }).click()
    await seeTitle(phone.page, 'Refused')
    expect(await endOf(sessionId)).toMatch(/^USER_REFUSED/)
    expect(await labelsOf(sessionId)).toEqual([])
    await phone.context.close()
  })

  test('can report the last request after its end, also when it was opened again', async () => {
    const phone = await enrolInApp(service, browser)
    const { page } = phone
    const sessionId = await requestInApp(phone)
    await deliver(service, sessionId)
    await page.getByRole('button', { name: 'Go on to the PIN' }).click()
    await enterPin(page, PIN1)
    await seeTitle(page, 'You are logged in')

    await page.reload()
    await page.getByText('You confirmed it at').waitFor()
    await page.getByRole('button', { name: 'This was not me' }).click()
    await page.getByText('You reported it').waitFor()
    expect(await labelsOf(sessionId)).toMatchObject([{ source: 'report' }])
    expect(await endOf(sessionId)).toBe('OK')
    await phone.context.close()
  })

  test('says how many tries a wrong PIN leaves, and until when it is locked', async () => {
    const phone = await enrolInApp(service, browser)
    const { page } = phone
    await deliver(service, await requestInApp(phone))
    await page.getByRole('button', { name: 'Go on to the PIN' }).click()
    await enterPin(page, '904713')
    await page.getByText('Wrong PIN1. 2 tries left').waitFor()
    await enterPin(page, '904713')
    await page.getByText('Wrong PIN1. One try left').waitFor()
    await enterPin(page, '904713')
    await seeTitle(page, 'PIN1 is locked')
    await page.getByText('You can use it again from').waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('PIN1 is locked until').waitFor()
    await phone.context.close()
  })

  test('lets the person pick the code, and takes the wrong one for a no', async () => {
    const phone = await enrolInApp(service, browser)
    const { page } = phone
    const interactions = [{ type: 'verificationCodeChoice', text: 'Log in to the demo' }] as const
    const sessionId = await requestInApp(phone, { interactions: [...interactions], toSign: DIGEST })
    await deliver(service, sessionId)
    await page.getByText('Which code do you see at DEMO?').waitFor()
    const right = (await service.deps.sessions.find(sessionId))?.verificationCode ?? 'no code'
    const codes = await page.getByRole('button', { name: /^Code \d/ }).allTextContents()
    expect(codes).toHaveLength(3)
    expect(codes).toContain(right)
    const wrong = codes.find((code) => code !== right) ?? ''
    await page.getByRole('button', { name: `Code ${wrong.split('').join(' ')}` }).click()
    await enterPin(page, PIN1)
    await seeTitle(page, 'This request is over')
    expect(await endOf(sessionId)).toBe('WRONG_VC')
    await phone.context.close()
  })

  test('claims a link that is pasted, and shows its request', async () => {
    const phone = await enrolInApp(service, browser)
    const { page } = phone
    const received = await requestSession(service, null, {
      target: { by: 'anyone' },
      entry: 'deviceLink',
      verificationCode: null,
      toSign: {
        protocol: 'acspV2',
        rpChallenge: RP_CHALLENGE,
        algorithm: { padding: 'PSS', hash: 'SHA-256', saltLength: 32 },
      },
    })
    await page.getByRole('button', { name: 'Open a link from a web page' }).click()
    await page.getByLabel('Link').fill('https://example.com/not-a-device-link')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByText('This link leads to no request').waitFor()
    await page.getByLabel('Link').fill(qrLink(received.deviceLink))
    const claimed = page.waitForResponse(
      (answer) => answer.url().endsWith('/links/claim') && answer.status() === 202,
    )
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await claimed
    await page.getByText('Looking for the request').waitFor()
    await deliver(service, received.sessionId)
    await seeTitle(page, 'DEMO')
    await page.getByRole('button', { name: 'Go on to the PIN' }).click()
    await enterPin(page, PIN1)
    await seeTitle(page, 'You are logged in')
    await phone.context.close()
  })

  test('says that its account is closed, and can be set up again', async () => {
    const { page, context, semanticsIdentifier } = await enrolInApp(service, browser)
    const pseudonym = service.deps.vault.digest('semanticsIdentifier', semanticsIdentifier)
    const { accounts } = await service.prisma.subject.findUniqueOrThrow({
      where: { pseudonym },
      include: { accounts: true },
    })
    for (const { id } of accounts) {
      await transact(service.deps, (tx) => tx.keys.destroyAccount(toId<'account'>(id), tx.clock.now()))
    }
    await page.reload()
    await seeTitle(page, 'This account is closed')
    await page.getByRole('button', { name: 'Set up again' }).click()
    await seeTitle(page, 'Set up this phone')
    expect(await readMemory(page)).not.toContain('oneTimePassword')
    await context.close()
  })

  test('speaks Estonian when asked to', async () => {
    const phone = await enrolInApp(service, browser)
    const { page, context } = phone
    await page.getByRole('button', { name: 'Eesti' }).click()
    await seeTitle(page, 'Ühtegi päringut ei oota')
    expect(await page.locator('html').getAttribute('lang')).toBe('et')
    await page.reload()
    await page.getByText('Ühendatud', { exact: true }).waitFor()

    // Warnings too, though the phone was enrolled in English.
    const friction = { secondStep: false, waitSeconds: 0, codeChoice: false }
    await deliverWithWarning(await requestInApp(phone), 'safeAccount', friction)
    await seeTitle(page, '„Turvalist kontot“ ei ole olemas')
    await page.getByRole('button', { name: 'English' }).click()
    await seeTitle(page, /There is no .safe account/)
    await context.close()
  })
})

const DIGEST = {
  protocol: 'digest',
  digest: new Uint8Array(32).fill(7),
  algorithm: { padding: 'PKCS1_V1_5', hash: 'SHA-256' },
} as const

const RP_CHALLENGE = Buffer.alloc(64, 7).toString('base64')

/** As a relying party's page draws it, by the formula of the RP API. */
function qrLink(
  parts: { deviceLinkBase: string; sessionToken: string; sessionSecret: string } | null,
): string {
  if (parts === null) throw new Error('the session has no device link')
  const { deviceLinkBase, sessionToken, sessionSecret } = parts
  const link = `${deviceLinkBase}?deviceLinkType=QR&elapsedSeconds=0&sessionToken=${sessionToken}&sessionType=auth&version=1.0&lang=eng`
  const name = Buffer.from('DEMO').toString('base64')
  const interactions = Buffer.from(
    '[{"type":"displayTextAndPIN","displayText60":"Log in to the demo"}]',
  ).toString('base64')
  const payload = `smart-id-demo|ACSP_V2|${RP_CHALLENGE}|${name}||${interactions}||${link}`
  return `${link}&authCode=${createHmac('sha256', Buffer.from(sessionSecret, 'base64')).update(payload).digest('base64url')}`
}
