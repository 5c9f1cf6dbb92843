import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { SessionId } from '../../server/domain/ids.ts'
import type { Decision, Outcome, Reason } from '../../server/domain/sessions/decision.ts'
import { addMs, DAY_MS, HOUR_MS } from '../../server/domain/time.ts'
import { rollUp } from '../../server/flow/dashboard/rollUp.ts'
import { openOver } from '../console-api/support/caseWork.ts'
import { signInAs } from '../console-api/support/consoleClient.ts'
import { decideByHand } from '../console-api/support/decideByHand.ts'
import { insertPast } from '../console-api/support/pastDecisions.ts'
import { enrolPhone, requestSession, type TestPhone } from '../support/people.ts'
import { type Service, startService } from '../support/startService.ts'
import { seriousViolations } from './support/axe.ts'
import { buildWeb } from './support/buildWeb.ts'
import { goTo, isDrawn, tooWide } from './support/casePages.ts'
import { openConsole, shoot } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { seriousInLightAndDark } from './support/lightAndDark.ts'

// A browser test does little but wait for a machine that may have much else to do.
jest.setTimeout(240_000)

const COUNTING_MS = 120_000
const RULES = ['initiatorFarFromPhone', 'manyPersonsOneAddress', 'firstSignatureOfDevice'] as const
const CODES = ['INITIATOR_FAR_FROM_PHONE', 'MANY_PERSONS_ONE_ADDRESS', 'FIRST_SIGNATURE_OF_DEVICE'] as const
/** Lagos, Accra, Tallinn and Tartu by the geo data. */
const ADDRESSES = ['105.112.0.1', '197.210.64.1', '90.190.0.1', '193.40.5.1'] as const

describe('the overview', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    service = await startService({ WEB_DIR: web.dir, AUTOMATIC_CASES: 'off' }, { workers: false })
    await fill(service)
    await rollUp(service.deps, COUNTING_MS)
  }, 600_000)
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  const overview = async (look: Parameters<typeof openConsole>[2] = {}) => {
    const signedIn = await openConsole(browser, service, look)
    await signedIn.page.locator('main [aria-busy=false]').waitFor()
    return signedIn
  }

  test('a number leads to exactly the rows that it counts, and the way back keeps the period', async () => {
    const { page, complaints } = await overview()
    await page.getByRole('button', { name: '28 days' }).click()
    await page.waitForURL(/period=month/)
    await page.getByRole('button', { name: '28 days', pressed: true }).waitFor()
    await isDrawn(page)
    const tile = page.getByRole('link', { name: /^Blocked/ }).first()
    const told = Number(await tile.locator('div').first().textContent())
    expect(told).toBeGreaterThan(3)
    await tile.click()
    await page.waitForURL(/sessions\?/)
    expect(await rowsOf(page)).toBe(told)
    await page.goBack()
    await page.getByRole('button', { name: '28 days', pressed: true }).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a reason leads to the sessions it interrupted, and the list says what it is filtered by', async () => {
    const { page } = await overview()
    const link = page.getByRole('link', { name: `${CODES[0]}: `, exact: false }).first()
    const told = Number(await link.textContent())
    expect(told).toBeGreaterThan(0)
    await link.click()
    await page.getByText(`Reason: ${CODES[0]}`).waitFor()
    expect(await rowsOf(page)).toBe(told)
    await page.context().close()
  })

  test('what a chart shows can be read as a table, whose numbers lead to their rows', async () => {
    const { page } = await overview()
    const scores = page.locator('section', { hasText: 'How risky requests were' })
    await scores.getByText('The same as a table').click()
    const bin = scores
      .getByRole('row', { name: /^95–100/ })
      .getByRole('link')
      .first()
    const told = Number(await bin.textContent())
    await bin.click()
    await page.getByText('Score from 0.95').waitFor()
    expect(await rowsOf(page)).toBe(told)
    await page.context().close()
  })

  test('an own period that cannot be is refused in words, and one that can be is shown', async () => {
    const { page } = await overview()
    await page.getByRole('button', { name: 'Own' }).click()
    await page.getByLabel('First day').fill('2026-11-20')
    await page.getByLabel('Last day').fill('2026-11-10')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByText('The last day is before the first.').waitFor()
    await page.getByLabel('First day').fill('2026-01-01')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByText('At most 93 days').waitFor()
    await page.getByLabel('First day').fill('2026-11-01')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL(/from=2026-11-01&to=2026-11-10/)
    await page.context().close()
  })

  test('figures that cannot be read say so, and come when they can be', async () => {
    const { page } = await overview()
    const answer = { status: 503, json: { code: 'unavailable', message: 'Not now' } }
    await page.route('**/console-api/dashboard?*', (route) => route.fulfill(answer))
    await page.reload()
    await page.getByText('Not now').waitFor()
    await page.unroute('**/console-api/dashboard?*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Why requests were interrupted' }).waitFor()
    await page.context().close()
  })

  test('who may not read cases sees neither campaigns nor cases', async () => {
    const { page } = await overview({ username: 'admin' })
    await page.getByRole('heading', { name: 'Outages' }).waitFor()
    expect(await page.getByRole('heading', { name: 'Where campaigns begin' }).count()).toBe(0)
    expect(await page.getByText('Open cases').count()).toBe(0)
    await page.context().close()
  })

  test('axe finds nothing serious on the overview, and it fits a tablet', async () => {
    const { page, complaints } = await overview()
    await isDrawn(page)
    await page.locator('.recharts-surface').first().waitFor()
    await page.setViewportSize({ width: 1280, height: 2_600 })
    expect(await tooWide(page)).toBe(0)
    expect(await seriousInLightAndDark(page, 'overview')).toEqual([])
    await page.setViewportSize({ width: 1024, height: 2_600 })
    await shoot(page, 'overview-tablet')
    expect(await tooWide(page)).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('the overview speaks Estonian, and is not too wide then', async () => {
    const { page, complaints } = await overview({ locale: 'et-EE' })
    await isDrawn(page)
    await shoot(page, 'overview-estonian')
    expect(await tooWide(page)).toBe(0)
    expect(await seriousViolations(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a period without anything is empty in words', async () => {
    const { page } = await overview()
    await goTo(page, service, '/?from=2026-06-01&to=2026-06-02')
    await page.getByText('Nothing was asked in this period.').waitFor()
    await page.getByText('Nobody was warned in this period.').waitFor()
    expect(await seriousViolations(page)).toEqual([])
    await page.context().close()
  })
})

/** How many rows the list of sessions has, once it is there. */
async function rowsOf(page: Page): Promise<number> {
  await page.getByRole('tab', { name: 'All sessions' }).waitFor()
  await isDrawn(page)
  await page.locator('main table tbody tr').first().waitFor()
  return await page.locator('main table tbody tr').count()
}

/** Three weeks of decisions of every kind, and two campaigns. */
async function fill(service: Service): Promise<void> {
  const now = service.deps.clock.now()
  const phone = await enrolPhone(service, { at: addMs(now, -40 * DAY_MS) })
  await insertPast(
    service,
    Array.from({ length: 260 }, (_, index) => ({
      at: now - index * 2 * HOUR_MS,
      score: (index % 17) ** 2 / 700,
      features: {},
      label: null,
    })),
  )
  const interrupted: SessionId[] = []
  const stopped = ['block', 'hold', 'warn'] as const
  for (let index = 0; index < 24; index += 1) {
    interrupted.push(await stoppedSession(service, phone, index, stopped[index % 3] ?? 'block'))
  }
  const senior = await signInAs(service, 'senior')
  const fraud = { disposition: 'confirmedFraud' }
  for (const id of interrupted.slice(0, 9)) await senior.post(`/sessions/${id}/disposition`, fraud)
  await senior.post(`/sessions/${interrupted[10]}/disposition`, { disposition: 'benign' })
  await openOver(senior, interrupted.slice(0, 8), { kind: 'campaign', title: 'Parcel texts from Lagos' })
  await openOver(senior, interrupted.slice(8, 12), { kind: 'campaign', title: 'Calls of the false police' })
}

/** Every nine hours one, further and further back. */
async function stoppedSession(
  service: Service,
  phone: TestPhone,
  index: number,
  outcome: Outcome,
): Promise<SessionId> {
  const at = addMs(service.deps.clock.now(), -index * 9 * HOUR_MS)
  const initiator = { ip: ADDRESSES[index % ADDRESSES.length] ?? ADDRESSES[0] }
  const { sessionId } = await requestSession(service, phone, { occurredAt: at, initiator })
  const decision: { outcome: Outcome; score: number } & Partial<Decision> = {
    outcome,
    score: { block: 0.98, hold: 0.9, warn: 0.6, allow: 0.1 }[outcome],
    reasons: [reasonOf(index)],
  }
  await decideByHand(service, sessionId, decision)
  if (outcome === 'warn') {
    const endResult = index % 2 === 0 ? 'USER_REFUSED' : 'TIMEOUT'
    const ended = { state: 'COMPLETE', endResult, endedAt: new Date(at + 20_000), dueAt: null } as const
    await service.prisma.session.update({
      where: { id: sessionId },
      data: { ...ended, visibleAt: new Date() },
    })
  }
  return sessionId
}

function reasonOf(index: number): Reason {
  const which = index % 7 < 4 ? 0 : index % 7 < 6 ? 1 : 2
  return {
    source: 'rule',
    code: CODES[which],
    ruleId: RULES[which],
    contribution: 1,
    scamType: 'safeAccount',
    values: {},
  }
}
