import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as fc from 'fast-check'
import { type ConsoleClient, signInAs } from '../console-api/support/consoleClient.ts'
import { ANY_LOG_IN, readRule, writeRule } from '../console-api/support/ruleDrafts.ts'
import { type Service, startService } from '../support/startService.ts'

const DEEDS = ['shadow', 'propose', 'withdraw', 'publish', 'retire', 'rollback'] as const
type Step = {
  who: number
  version: number
  step: (typeof DEEDS)[number] | 'draft'
  change: 'publish' | 'retire'
}

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(1),
  version: fc.nat(3),
  step: fc.oneof(
    { weight: 2, arbitrary: fc.constant('draft' as const) },
    { weight: 6, arbitrary: fc.constantFrom('propose' as const, 'publish' as const) },
    { weight: 4, arbitrary: fc.constantFrom(...DEEDS) },
  ),
  change: fc.constantFrom('publish' as const, 'publish' as const, 'retire' as const),
})

const PROPOSED: Step = { who: 0, version: 0, step: 'propose', change: 'publish' }
const PUBLISHED: Step = { who: 1, version: 0, step: 'publish', change: 'publish' }

describe('whatever two people who may do everything do to a rule', () => {
  let service: Service
  let people: ConsoleClient[]
  let rules = 0

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    await service.prisma.consoleUser.update({ where: { username: 'senior' }, data: { role: 'ruleAuthor' } })
    people = [await signInAs(service, 'author'), await signInAs(service, 'senior')]
  })
  afterAll(() => service.close())

  async function play(id: string, { who, version, step, change }: Step): Promise<number> {
    const client = people[who]
    if (client === undefined) throw new Error('nobody')
    const { versions } = await readRule(client, id)
    const versionId = versions[version % versions.length]?.id
    if (step === 'draft') {
      const basedOn = versions[0]?.id
      const condition = `initiatorPhoneKm > ${versions.length}.0`
      return (await client.post(`/rules/${id}/drafts`, { ...ANY_LOG_IN, condition, basedOn })).status
    }
    const body = step === 'propose' ? { versionId, change } : { versionId }
    return (await client.post(`/rules/${id}/${step}`, body)).status
  }

  async function expectInvariants(id: string) {
    const { prisma } = service
    const versions = await prisma.ruleVersion.findMany({
      where: { ruleId: id },
      include: { proposals: true },
    })
    for (const state of ['draft', 'shadow', 'live']) {
      expect(versions.filter((version) => version.state === state).length).toBeLessThanOrEqual(1)
    }
    const wentLive = await prisma.ruleChange.findMany({ where: { ruleId: id, to: 'live' } })
    for (const { versionId, byId } of wentLive) {
      const version = versions.find((one) => one.id === versionId)
      const accepted = version?.proposals.filter(
        ({ change, end }) => change === 'publish' && end === 'accepted',
      )
      expect(accepted).toHaveLength(1)
      expect([version?.authorId, accepted?.[0]?.proposedBy]).not.toContain(byId)
    }
    // What decides is what is live and in shadow, in this process and in Postgres.
    const inUse = versions
      .filter(({ state }) => state === 'live' || state === 'shadow')
      .map(({ state, condition }) => ({ state, condition }))
    const decides = service.deps.engines.current().ruleSet.rules.filter((rule) => rule.id === id)
    expect(decides).toHaveLength(inUse.length)
    expect(decides).toEqual(expect.arrayContaining(inUse.map((one) => expect.objectContaining(one))))
    const newest = await prisma.ruleSet.findFirstOrThrow({ orderBy: { number: 'desc' } })
    expect(service.deps.engines.current().ruleSet.version).toBe(newest.version)
  }

  test('nobody makes live what they wrote or proposed, and what decides is what is live', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
        rules += 1
        const id = `anyRule${rules}`
        const [first] = people
        if (first === undefined) throw new Error('nobody')
        await writeRule(first, id)
        // Else many runs would say nothing of rules that are live.
        expect([await play(id, PROPOSED), await play(id, PUBLISHED)]).toEqual([200, 200])
        for (const one of steps) expect([200, 201, 403, 409]).toContain(await play(id, one))
        await expectInvariants(id)
      }),
      { numRuns: 10 },
    )
  })
})
