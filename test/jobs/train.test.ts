import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { z } from 'zod'
import type { FeatureVector } from '../../server/domain/sessions/decision.ts'
import { DAY_MS } from '../../server/domain/time.ts'
import { type ConsoleClient, signInAs } from '../console-api/support/consoleClient.ts'
import { insertPast } from '../console-api/support/pastDecisions.ts'
import { enrolPhone } from '../support/people.ts'
import { requestOverV2, statusOverV2 } from '../support/relyingParty.ts'
import { type Service, startService } from '../support/startService.ts'

const run = z.looseObject({
  id: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  modelId: z.string().nullable(),
  requestedBy: z.string().nullable(),
})

// Each training is a process of its own, which takes seconds to start where others are at work.
jest.setTimeout(120_000)

describe('trainings with the whole service', () => {
  let service: Service
  let senior: ConsoleClient

  beforeAll(async () => {
    service = await startService()
    senior = await signInAs(service, 'senior')
    const now = Date.now()
    await insertPast(
      service,
      Array.from({ length: 400 }, (_, index) => {
        const at = now - 50 * DAY_MS + index * 0.12 * DAY_MS
        const fraud = index % 6 === 0
        return {
          at,
          score: 0.1,
          features: { initiatorStranger: { value: fraud } } satisfies FeatureVector,
          label: { fraud, source: 'rpFeedback', at: at + DAY_MS },
        }
      }),
    )
  })
  afterAll(() => service.close())

  /** Asks again until the training has ended, seldom: its process gives way to whoever is busy. */
  async function ended(id: string): Promise<z.infer<typeof run>> {
    for (;;) {
      const now = run.parse((await senior.get(`/training-runs/${id}`)).body)
      if (now.state !== 'queued' && now.state !== 'running') return now
      await pause(100)
    }
  }

  test('a training goes through the queue to a model, while requests are decided as ever', async () => {
    const phone = await enrolPhone(service)
    const answer = await senior.post('/models/train', {
      labelDelayDays: 2,
      validationDays: 14,
      minFrauds: 10,
    })
    const { id } = run.parse(answer.body)
    const asked = await requestOverV2(service.url, { kind: 'authentication', document: phone.documentNumber })
    expect((await statusOverV2(service.url, asked)).state).toBe('RUNNING')
    const done = await ended(id)
    expect(done).toMatchObject({ state: 'done', requestedBy: 'Senior analyst' })
    expect((await senior.get(`/models/${done.modelId}`)).status).toBe(200)
  })

  test('workers that stop give a training back, and the next ones end it', async () => {
    const answer = await senior.post('/models/train', {
      labelDelayDays: 2,
      validationDays: 14,
      minFrauds: 10,
    })
    const { id } = run.parse(answer.body)
    await service.stopWorkers()
    await service.startWorkers()
    expect(await ended(id)).toMatchObject({ state: 'done' })
    expect(await service.prisma.model.count({ where: { trainingRunId: id } })).toBe(1)
  })
})
