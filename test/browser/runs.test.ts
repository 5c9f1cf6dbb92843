import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { toId } from '../../server/domain/ids.ts'
import { RUN_KINDS, type RunKind, type RunRequests, type RunResults } from '../../server/domain/runs/run.ts'
import { DAY_MS, toInstant } from '../../server/domain/time.ts'
import { storeCandidate } from '../console-api/support/storeCandidate.ts'
import { type Service, startService } from '../support/startService.ts'
import { buildWeb } from './support/buildWeb.ts'
import { tooWide } from './support/casePages.ts'
import { shoot, signIn } from './support/console.ts'
import { launchBrowser } from './support/launchBrowser.ts'
import { seriousInLightAndDark } from './support/lightAndDark.ts'

// A browser test does little but wait for a machine that may have much else to do.
jest.setTimeout(180_000)

const TO = toInstant(Date.parse('2026-11-29T00:00:00Z'))
const FROM = toInstant(TO - 28 * DAY_MS)

const REQUESTS: RunRequests = {
  training: { from: FROM, to: TO, labelDelayDays: 7, validationDays: 14, unlabelledShare: 1, minFrauds: 50 },
  replay: {
    from: FROM,
    to: TO,
    ruleSetVersion: null,
    versionIds: [],
    modelId: null,
    thresholds: { holdAt: 0.8 },
    paceMinutesPerCase: 1.5,
    analysts: 1,
    hoursPerDay: 8,
  },
  export: { kind: 'evidence', from: FROM, to: TO },
}

/** What each page shows of one that runs, one that failed and one that is done. */
const PAGES = {
  training: {
    path: '/models',
    step: 'training',
    running: 'Learns: 1,234 of 20,000',
    error: { code: 'notEnoughSessions', sessions: 12, needed: 500 },
    failed: 'Only 12 ordinary sessions, and 500 are needed.',
    done: 'To the model',
  },
  replay: {
    path: '/replays',
    step: 'replaying',
    running: 'Replays sessions: 1,234 of 20,000',
    error: { code: 'cannotRun' },
    failed: 'Rules or a model of it do not fit this program.',
    done: '1,200 of 41,000 decisions end otherwise',
  },
  export: {
    path: '/exports',
    step: 'writing',
    running: 'Writes rows: 1,234 of 20,000',
    error: { code: 'processEnded' },
    failed: 'It ended three times without a result. The log may show why.',
    done: '20,000 rows',
  },
} as const satisfies Record<RunKind, object>

describe('runs in the console', () => {
  let service: Service
  let browser: Browser
  let web: Awaited<ReturnType<typeof buildWeb>>
  let results: RunResults

  beforeAll(async () => {
    ;[web, browser] = await Promise.all([buildWeb('console'), launchBrowser()])
    service = await startService({ WEB_DIR: web.dir }, { workers: false })
    results = {
      training: { modelId: toId(await storeCandidate(service, 'tried')), backend: 'none' },
      replay: { sessions: 20_000, decisions: 41_000, changed: 1_200 },
      export: { file: 'not-there.csv', rows: 20_000 },
    }
    for (const kind of RUN_KINDS) await storeRuns(kind)
  })
  afterAll(async () => {
    await browser.close()
    await service.close()
    await web.remove()
  })

  /** One in each state, the running one the newest. */
  async function storeRuns(kind: RunKind): Promise<void> {
    const { error, step } = PAGES[kind]
    const user = await service.prisma.consoleUser.findUniqueOrThrow({ where: { username: 'senior' } })
    const ended = { finishedAt: new Date(), startedAt: new Date(), attempts: 1 }
    const states = [
      { state: 'cancelled' as const, ...ended },
      { state: 'failed' as const, error, ...ended },
      { state: 'done' as const, step: 'ended', result: results[kind], done: 20_000, total: 20_000, ...ended },
      { state: 'queued' as const },
      {
        state: 'running' as const,
        step,
        done: 1_234,
        total: 20_000,
        worker: service.deps.random.id(),
        leaseUntil: new Date(Date.now() + DAY_MS),
        startedAt: new Date(),
        attempts: 1,
      },
    ]
    for (const state of states) {
      const id = service.deps.random.id()
      await service.prisma.run.create({
        data: { id, kind, request: REQUESTS[kind], requestedBy: user.id, ...state },
      })
      if (kind === 'replay' && state.state === 'done')
        await service.prisma.replayReport.create({ data: { runId: id, report: {} } })
    }
  }

  /** Who may cancel runs of this kind. */
  const USERNAMES = { training: 'senior', replay: 'author', export: 'senior' } as const

  test.each(RUN_KINDS)(
    '%s: the page shows how far it is, why it failed, what came of it, and is cancelled',
    async (kind) => {
      const { path, running, failed, done } = PAGES[kind]
      const { page, complaints } = await signIn(browser, service, { username: USERNAMES[kind] })
      await page.goto(`${service.url}/console/#${path}`)
      await page.getByRole('cell', { name: running }).waitFor()
      for (const shown of [failed, done, 'Waits for a worker', 'Cancelled'])
        await page.getByRole('cell', { name: shown }).first().waitFor()
      const bar = page.getByRole('progressbar', { name: running })
      expect(await bar.getAttribute('aria-valuenow')).toBe('6')
      await page.mouse.move(1, 1)
      await shoot(page, `runs-${kind}`)

      const row = page.getByRole('row').filter({ hasText: running })
      await row.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('alert').getByText(`The ${kind} is cancelled`).waitFor()
      await row.waitFor({ state: 'detached' })
      expect(await service.prisma.run.count({ where: { kind, state: 'running' } })).toBe(0)
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )

  test('who may not cancel is not offered to', async () => {
    const { page } = await signIn(browser, service, { username: 'analyst' })
    for (const kind of ['training', 'replay'] as const) {
      await page.goto(`${service.url}/console/#${PAGES[kind].path}`)
      await page.getByRole('cell', { name: PAGES[kind].failed }).waitFor()
      expect([kind, await page.getByRole('button', { name: 'Cancel' }).count()]).toEqual([kind, 0])
    }
    await page.context().close()
  })

  test('axe finds nothing serious on a page with runs in every state, in either language, and none is too wide', async () => {
    for (const [locale, state] of [
      ['en-GB', 'Failed'],
      ['et-EE', 'Ebaõnnestus'],
    ] as const) {
      const { page } = await signIn(browser, service, { locale, width: 1024, height: 768 })
      for (const kind of RUN_KINDS) {
        await page.goto(`${service.url}/console/#${PAGES[kind].path}`)
        await page.getByText(state).first().waitFor()
        expect([kind, await seriousInLightAndDark(page, `runs-${kind}-${locale}`)]).toEqual([kind, []])
        expect([kind, await tooWide(page)]).toEqual([kind, 0])
      }
      await page.context().close()
    }
  })
})
