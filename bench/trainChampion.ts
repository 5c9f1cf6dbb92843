/** A champion trained on what was played, brought into force by two people, as in service. */
import { setTimeout as wait } from 'node:timers/promises'
import { ConsoleClient } from '../scripts/consoleClient.ts'
import { isAttack } from '../scripts/simulate/acts/act.ts'
import { deliveryOf, type ScoredSession } from '../scripts/simulate/report/scoredSession.ts'
import { type ModelPage, modelPage, trainingRun } from '../server/contract/models.ts'
import { HOUR_MS } from '../server/domain/time.ts'
import { TEST_CONSOLE_PASSWORD } from '../test/support/secrets.ts'
import type { Processes } from '../test/support/startProcesses.ts'

const SECOND_USER = 'second-senior'
const POLL_MS = 1_000

/** @throws Error where the training fails, with what it said. */
export async function trainChampion(
  processes: Processes,
  sessions: readonly ScoredSession[],
): Promise<ModelPage> {
  await labelFrauds(processes, sessions)
  const first = await ConsoleClient.signIn(processes.url, 'senior', TEST_CONSOLE_PASSWORD)
  const second = await signInSecond(processes)
  const times = sessions.map(({ played }) => played.planned.at)
  const { id } = trainingRun.parse(
    await first.request('POST', '/models/train', {
      from: new Date(Math.min(...times) - HOUR_MS).toISOString(),
      to: new Date(Math.max(...times) + 3 * HOUR_MS).toISOString(),
      labelDelayDays: 0.1,
      validationDays: 0.5,
    }),
  )
  const modelId = await untilDone(first, id)
  await first.request('POST', `/models/${modelId}/challenge`, {})
  await second.request('POST', `/models/${modelId}/promote`, {})
  return modelPage.parse(await first.request('GET', `/models/${modelId}`))
}

/** As if the relying parties had told of every fraud an hour later; of nothing else anything is said. */
async function labelFrauds({ prisma, deps }: Processes, sessions: readonly ScoredSession[]): Promise<void> {
  const frauds = sessions.flatMap((session) => {
    const { planned, sessionId } = session.played
    if (sessionId === null || deliveryOf(session) === undefined || !isAttack(planned)) return []
    const [occurredAt, labelledAt] = [new Date(planned.at), new Date(planned.at + HOUR_MS)]
    const label = { fraud: true, source: 'rpFeedback' as const, occurredAt, labelledAt }
    return [{ id: deps.random.id(), sessionId, ...label }]
  })
  await prisma.label.createMany({ data: frauds, skipDuplicates: true })
}

async function signInSecond({ prisma, deps, url }: Processes): Promise<ConsoleClient> {
  const passwordHash = await deps.passwords.hash(TEST_CONSOLE_PASSWORD)
  await prisma.consoleUser.create({
    data: {
      id: deps.random.id(),
      username: SECOND_USER,
      displayName: 'Second senior',
      role: 'senior',
      passwordHash,
    },
  })
  return await ConsoleClient.signIn(url, SECOND_USER, TEST_CONSOLE_PASSWORD)
}

async function untilDone(client: ConsoleClient, id: string): Promise<string> {
  for (;;) {
    const { state, modelId, error } = trainingRun.parse(await client.request('GET', `/training-runs/${id}`))
    if (modelId !== null) return modelId
    if (state === 'failed' || state === 'cancelled')
      throw new Error(`the training ended ${state}: ${JSON.stringify(error)}`)
    await wait(POLL_MS)
  }
}
