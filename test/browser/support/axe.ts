import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { z } from 'zod'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const violations = z.array(
  z.object({
    id: z.string(),
    impact: z.string().nullable(),
    help: z.string(),
    nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
  }),
)

/**
 * What axe calls serious or critical on the page as it is now: rule, and where.
 * @param rules those to look by; without it, all of axe's.
 */
export async function seriousViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await hasFaded(page)
  await loadAxe(page)
  const options = rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } }
  const found: unknown = await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then((result) => result.violations)`,
  )
  return violations
    .parse(found)
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 300)} ${failureSummary}`),
    )
}

/** The page's own policy forbids scripts of others; what the browser's driver evaluates is not bound by it. */
async function loadAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in window)) return
  await page.evaluate(await readFile(AXE, 'utf8'))
}

/** What is still fading in has the contrast of neither its beginning nor its end; what turns for ever is not waited for. */
async function hasFaded(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  )
}
