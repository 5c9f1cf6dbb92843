import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { DAY_MS } from '../../server/domain/time.ts'
import { createModelDriftWrites } from '../../server/stores/models/modelDrift.ts'
import { insertPast } from '../console-api/support/pastDecisions.ts'
import { storeCandidate } from '../console-api/support/storeCandidate.ts'
import { type Service, startService } from '../support/startService.ts'
import { buildWeb } from './support/buildWeb.ts'
import { tooWide } from './support/casePages.ts'
import { openConsole, signIn } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { seriousInLightAndDark } from './support/lightAndDark.ts'

// A browser test does little but wait for a machine that may have much else to do.
jest.setTimeout(180_000)

describe('models in the console', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>
  let id: string

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    service = await startService({ WEB_DIR: web.dir }, { workers: false })
    id = await storeCandidate(service, 'tried')
    const at = Date.now() - 9 * DAY_MS
    await insertPast(
      service,
      Array.from({ length: 40 }, (_, index) => ({
        at: at + index,
        score: index / 40,
        features: {},
        label: { fraud: index > 30, source: 'report' as const, at: at + DAY_MS },
        challengers: [
          {
            version: 'tried',
            score: index / 50,
            outcome: index > 30 ? ('hold' as const) : ('allow' as const),
          },
        ],
      })),
    )
  })
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  const status = async () => (await service.prisma.model.findUniqueOrThrow({ where: { id } })).status

  test('one makes a candidate challenger, another promotes it, and rolling back asks what it does', async () => {
    const { page: author, complaints } = await openConsole(browser, service, { username: 'author' })
    await author.getByRole('menuitem', { name: 'Models' }).click()
    await author.getByRole('link', { name: 'tried' }).click()
    await author.getByRole('button', { name: 'Make challenger' }).click()
    await author.getByRole('dialog').getByText('decides nothing').waitFor()
    await author.getByRole('dialog').getByRole('button', { name: 'Make challenger' }).click()
    await author.getByText('This takes a second person, not Rule author.').waitFor()
    expect(await author.getByRole('button', { name: 'Promote' }).isDisabled()).toBe(true)
    expect(await status()).toBe('challenger')

    const { page: senior } = await signIn(browser, service)
    await senior.goto(`${service.url}/console/#/models/${id}/show`)
    await senior.getByRole('button', { name: 'Promote' }).click()
    await senior.getByRole('dialog').getByText('Its score decides from now on').waitFor()
    await senior.getByRole('dialog').getByRole('button', { name: 'Promote' }).click()
    await senior.getByText('promoted by Senior analyst').waitFor()
    expect(await status()).toBe('champion')
    expect(complaints).toEqual([])
    await author.context().close()
    await senior.context().close()
  })

  test('shows what both scores did to known fraud, and how well they are calibrated', async () => {
    const { page } = await signIn(browser, service, { username: 'analyst' })
    await page.goto(`${service.url}/console/#/models/${id}/show`)
    await page.getByText('9 of 9').first().waitFor()
    await page.getByRole('img', { name: /^Mean score against the share of known fraud/ }).waitFor()
    expect(await page.getByRole('button', { name: /Promote|Retire|challenger/ }).count()).toBe(0)
    await page.context().close()
  })

  test('a training is asked for, shows its state, and is cancelled', async () => {
    const { page } = await signIn(browser, service)
    await page.goto(`${service.url}/console/#/models`)
    await page.getByRole('button', { name: 'Train' }).click()
    await page.getByRole('dialog').getByLabel('Known frauds needed').fill('20')
    await page.getByRole('dialog').getByRole('button', { name: 'Train' }).click()
    await page.getByRole('cell', { name: 'Waits for a worker' }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('cell', { name: 'Cancelled' }).waitFor()
    await page.context().close()
  })

  test('drift is shown by feature against its limit', async () => {
    await createModelDriftWrites(service.prisma).add(
      {
        id: service.deps.random.id<'driftReport'>(),
        modelId:
          (await service.deps.models.list({ after: null, limit: 1 }))[0]?.id ??
          service.deps.random.id<'model'>(),
        day: service.deps.clock.now(),
        referenceRows: 5_000,
        currentRows: 900,
        figures: [
          { name: 'amount', psi: 0.31, limit: 0.1 },
          { name: 'score', psi: 0.04, limit: 0.12 },
        ],
        alerts: ['amount'],
      },
      () => service.deps.random.id(),
    )
    const { page } = await signIn(browser, service)
    await page.goto(`${service.url}/console/#/models`)
    await page
      .getByRole('listitem')
      .filter({ hasText: 'amount' })
      .getByText('0.310, limit 0.100: past it')
      .waitFor()
    await page
      .getByRole('listitem')
      .filter({ hasText: 'the score itself' })
      .getByText('0.0400, limit 0.120')
      .waitFor()
    await page.context().close()
  })

  test('axe finds nothing serious on models, and none is too wide', async () => {
    const { page, complaints } = await signIn(browser, service, {
      width: 1024,
      height: 768,
    })
    for (const [name, path, landmark] of [
      ['models', '/models', 'Registry'],
      ['model', `/models/${id}/show`, 'What it learnt from'],
      ['replays', '/replays', 'Nothing has been replayed yet.'],
    ] as const) {
      await page.goto(`${service.url}/console/#${path}`)
      await page.getByText(landmark).first().waitFor()
      expect([name, await seriousInLightAndDark(page, name)]).toEqual([name, []])
      expect([name, await tooWide(page)]).toEqual([name, 0])
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
