import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ruleList as listPage, ruleVersion } from '../../../server/contract/rules.ts'
import type { FeatureName } from '../../../server/domain/features/feature.ts'
import { findRuleSet } from '../../../server/flow/rules/findRuleSet.ts'
import { installPresets } from '../../../server/flow/rules/installPresets.ts'
import { PRESET } from '../../../server/risk/rules/preset.ts'
import { loadRuleSet } from '../../../server/risk/rules/ruleSet.ts'
import { when } from '../../../server/risk/rules/when.ts'
import { type Service, startService } from '../../support/startService.ts'
import { type ConsoleClient, signInAs } from '../support/consoleClient.ts'
import { ANY_LOG_IN, makeLive, newestRuleSet, readRule, writeRule } from '../support/ruleDrafts.ts'

describe('rules as data', () => {
  let service: Service
  let author: ConsoleClient
  let senior: ConsoleClient

  beforeAll(async () => {
    service = await startService({}, { workers: false })
    author = await signInAs(service, 'author')
    senior = await signInAs(service, 'senior')
  })
  afterAll(() => service.close())

  const people = () => ({ author, senior })
  const inForce = (id: string) =>
    service.deps.engines.current().ruleSet.rules.filter((rule) => rule.id === id)

  describe('writing', () => {
    test('a draft with a type error is refused and points at the place', async () => {
      const condition = when('callActive && initiatorPhoneKm > flow')
      const answer = await author.post('/rules', { id: 'badlyTyped', ...ANY_LOG_IN, condition })
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({
        message: 'Rule badlyTyped cannot run',
        fields: [
          {
            field: 'condition',
            ruleId: 'badlyTyped',
            message: 'no such overload: double > string',
            start: 14,
            end: 37,
          },
        ],
      })
      expect((await author.get('/rules/badlyTyped')).status).toBe(404)
    })

    test.each([
      [
        'a curve over what is no number',
        {
          kind: 'curve',
          feature: 'flow' satisfies FeatureName,
          points: [
            [0, 0],
            [1, 1],
          ],
        },
        'effect',
      ],
      ['a weight beyond all reason', { kind: 'weight', weight: 400 }, 'effect.weight'],
      ['an outcome that is none', { kind: 'outcome', outcome: 'maybe' }, 'effect.outcome'],
    ])('%s is refused with its field named', async (_what, effect, field) => {
      const answer = await author.post('/rules', { id: 'badEffect', ...ANY_LOG_IN, effect })
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ fields: [{ field }] })
    })

    test('a condition is checked while it is typed, without being kept', async () => {
      const good = await author.post('/rules/check', {
        condition: when('callActive && initiatorPhoneKm > 500'),
      })
      expect(good.body).toEqual({ problems: [], reads: ['callActive', 'initiatorPhoneKm'] })
      const bad = await author.post('/rules/check', { condition: 'initiatorKm > 500' })
      expect(bad.body).toEqual({
        problems: [{ message: 'Unknown variable: initiatorKm', start: 0, end: 11 }],
        reads: [],
      })
    })

    test('a draft decides nothing', async () => {
      const before = await newestRuleSet(service)
      await writeRule(author, 'onlyWritten')
      expect((await newestRuleSet(service)).number).toBe(before.number)
      expect(inForce('onlyWritten')).toEqual([])
    })

    test('who writes over somebody else is told who wrote, and when', async () => {
      const first = await writeRule(author, 'writtenTwice')
      const second = await author.post('/rules/writtenTwice/drafts', { ...ANY_LOG_IN, basedOn: first.id })
      expect(second.status).toBe(201)
      const late = await author.post('/rules/writtenTwice/drafts', { ...ANY_LOG_IN, basedOn: first.id })
      expect(late.status).toBe(409)
      const { changes } = await readRule(author, 'writtenTwice')
      expect(late.body).toMatchObject({
        message: `Rule author changed this rule at ${changes[0]?.at}: version 2 is the newest, and it is draft. Look at it first.`,
      })
      expect((await author.post('/rules', { id: 'writtenTwice', ...ANY_LOG_IN })).status).toBe(409)
    })

    test('a new draft takes the place of the old one, which stays readable', async () => {
      const first = await writeRule(author, 'writtenAnew')
      const next = { ...ANY_LOG_IN, condition: when("kind == 'signature'"), basedOn: first.id }
      await author.post('/rules/writtenAnew/drafts', next)
      const { versions } = await readRule(author, 'writtenAnew')
      expect(versions).toMatchObject([
        { number: 2, state: 'draft', condition: when("kind == 'signature'"), basedOn: first.id },
        { number: 1, state: 'retired', condition: ANY_LOG_IN.condition, author: 'Rule author' },
      ])
    })
  })

  describe('publishing', () => {
    test('nobody publishes what they wrote', async () => {
      const { id } = await writeRule(author, 'byTwo')
      expect((await senior.post('/rules/byTwo/publish', { versionId: id })).status).toBe(409)
      expect((await author.post('/rules/byTwo/propose', { versionId: id })).status).toBe(200)
      const alone = await author.post('/rules/byTwo/publish', { versionId: id })
      expect(alone.status).toBe(403)
      expect(alone.body).toMatchObject({
        message: 'This takes a second person: somebody who may publish rules and is not Rule author',
      })
      expect(inForce('byTwo')).toEqual([])
      expect((await senior.post('/rules/byTwo/publish', { versionId: id })).status).toBe(200)
      expect(inForce('byTwo')).toMatchObject([{ state: 'live' }])
    })

    test('nobody publishes alone by SQL either', async () => {
      const { id } = await writeRule(author, 'byTwoInSql')
      await author.post('/rules/byTwoInSql/propose', { versionId: id })
      const by = await service.prisma.consoleUser.findUniqueOrThrow({ where: { username: 'author' } })
      await expect(
        service.prisma.ruleVersion.update({ where: { id }, data: { state: 'live' } }),
      ).rejects.toThrow(/nobody is recorded/)
      await expect(
        service.prisma.ruleChange.create({
          data: {
            id: service.deps.random.id(),
            ruleId: 'byTwoInSql',
            versionId: id,
            from: 'draft',
            to: 'live',
            byId: by.id,
            changedAt: new Date(),
          },
        }),
      ).rejects.toThrow(/another person than its author/)
    })

    test('every step is audited, and by whom', async () => {
      const { id } = await writeRule(author, 'auditedRule')
      await makeLive(people(), 'auditedRule', id)
      const events = await service.prisma.auditEvent.findMany({
        where: { objectId: 'auditedRule' },
        orderBy: { id: 'asc' },
      })
      expect(events.map(({ action }) => action)).toEqual(['rule.drafted', 'rule.proposed', 'rule.published'])
      const users = await service.prisma.consoleUser.findMany({
        where: { username: { in: ['author', 'senior'] } },
        orderBy: { username: 'asc' },
      })
      const [writer, second] = users.map((user) => user.id)
      expect(events.map(({ actorId }) => actorId)).toEqual([writer, writer, second])
    })

    test('a live rule gives way to its next version, and no sooner', async () => {
      const first = await writeRule(author, 'replaced')
      await makeLive(people(), 'replaced', first.id)
      const draft = { ...ANY_LOG_IN, condition: when("kind == 'signature'"), basedOn: first.id }
      const next = ruleVersion.parse((await author.post('/rules/replaced/drafts', draft)).body)
      await author.post('/rules/replaced/shadow', { versionId: next.id })
      expect(inForce('replaced')).toMatchObject([
        { state: 'live', condition: ANY_LOG_IN.condition },
        { state: 'shadow', condition: draft.condition },
      ])
      await makeLive(people(), 'replaced', next.id)
      expect(inForce('replaced')).toMatchObject([{ state: 'live', condition: draft.condition }])
      const { versions } = await readRule(author, 'replaced')
      expect(versions.map(({ state }) => state)).toEqual(['live', 'retired'])
    })

    test('a live rule leaves by two people, a draft by one', async () => {
      const { id } = await writeRule(author, 'leaving')
      await makeLive(people(), 'leaving', id)
      expect((await senior.post('/rules/leaving/retire', { versionId: id })).status).toBe(409)
      await author.post('/rules/leaving/propose', { versionId: id, change: 'retire' })
      expect((await author.post('/rules/leaving/retire', { versionId: id })).status).toBe(403)
      expect(inForce('leaving')).toHaveLength(1)
      expect((await senior.post('/rules/leaving/retire', { versionId: id })).status).toBe(200)
      expect(inForce('leaving')).toEqual([])

      const draft = await writeRule(author, 'discarded')
      expect((await author.post('/rules/discarded/retire', { versionId: draft.id })).status).toBe(200)
    })

    test('one proposal waits at a time, and may be withdrawn', async () => {
      const { id } = await writeRule(author, 'withdrawn')
      await author.post('/rules/withdrawn/propose', { versionId: id })
      expect((await author.post('/rules/withdrawn/propose', { versionId: id })).status).toBe(409)
      expect((await author.post('/rules/withdrawn/withdraw', { versionId: id })).status).toBe(200)
      expect((await senior.post('/rules/withdrawn/publish', { versionId: id })).status).toBe(409)
      expect((await author.post('/rules/withdrawn/propose', { versionId: id })).status).toBe(200)
    })

    test('two people who publish at once do so once', async () => {
      const { id } = await writeRule(author, 'atOnce')
      await author.post('/rules/atOnce/propose', { versionId: id })
      const before = await newestRuleSet(service)
      const answers = await Promise.all(
        Array.from({ length: 4 }, () => senior.post('/rules/atOnce/publish', { versionId: id })),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
      expect((await newestRuleSet(service)).number).toBe(before.number + 1)
    })
  })

  describe('history', () => {
    test('versions cannot be changed, even by SQL', async () => {
      const { id } = await writeRule(author, 'carvedInStone')
      const { prisma } = service
      for (const attempt of [
        () => prisma.ruleVersion.update({ where: { id }, data: { condition: 'true' } }),
        () => prisma.ruleVersion.update({ where: { id }, data: { authorId: null } }),
        () => prisma.$executeRaw`DELETE FROM rule_versions WHERE id = ${id}::uuid`,
      ]) {
        await expect(attempt()).rejects.toThrow(/never changed/)
      }
      await author.post('/rules/carvedInStone/retire', { versionId: id })
      await expect(prisma.ruleVersion.update({ where: { id }, data: { state: 'draft' } })).rejects.toThrow(
        /does not go from retired to draft/,
      )
      for (const attempt of [
        () => prisma.ruleChange.deleteMany({ where: { versionId: id } }),
        () => prisma.ruleSet.updateMany({ data: { prior: 0 } }),
        () => prisma.ruleSet.deleteMany(),
      ]) {
        await expect(attempt()).rejects.toThrow(/never changed/)
      }
    })

    test('rolling back makes a new draft of an old version, for two people like any other', async () => {
      const first = await writeRule(author, 'rolledBack')
      await makeLive(people(), 'rolledBack', first.id)
      const draft = { ...ANY_LOG_IN, condition: when('callActive'), basedOn: first.id }
      const second = ruleVersion.parse((await author.post('/rules/rolledBack/drafts', draft)).body)
      await makeLive(people(), 'rolledBack', second.id)

      const answer = await author.post('/rules/rolledBack/rollback', { versionId: first.id })
      expect(answer.status).toBe(201)
      expect(answer.body).toMatchObject({
        number: 3,
        state: 'draft',
        condition: ANY_LOG_IN.condition,
        basedOn: first.id,
        note: 'Version 1 again',
      })
      expect(inForce('rolledBack')).toMatchObject([{ state: 'live', condition: when('callActive') }])
      expect((await author.post('/rules/rolledBack/rollback', { versionId: second.id })).status).toBe(409)
    })

    test('every change of what is in force is a rule set of its own, which can be run again', async () => {
      const before = await newestRuleSet(service)
      const { id } = await writeRule(author, 'inSomeSet')
      await makeLive(people(), 'inSomeSet', id)
      const after = await newestRuleSet(service)
      expect(after.number).toBe(before.number + 1)
      expect(service.deps.engines.current().ruleSet.version).toBe(after.version)
      const [old, now] = await Promise.all([
        findRuleSet(service.deps, before.version),
        findRuleSet(service.deps, after.version),
      ])
      const has = (set: typeof old) => set?.rules.some((rule) => rule.id === 'inSomeSet')
      expect([has(old), has(now)]).toEqual([false, true])
      expect(now?.version).toBe(after.version)
      expect(await findRuleSet(service.deps, 'rules-unheard-of')).toBeNull()
      const list = await author.get('/rule-sets?limit=1')
      expect(list.body).toMatchObject({
        items: [{ number: after.number, version: after.version, by: 'Senior analyst' }],
        nextCursor: after.number,
      })
    })

    test('the list of rules goes on page by page, each rule once', async () => {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: { body: unknown } = await author.get(
          `/rules?limit=10${cursor === null ? '' : `&cursor=${cursor}`}`,
        )
        const { items, nextCursor } = listPage.parse(page.body)
        seen.push(...items.map(({ id }) => id))
        cursor = nextCursor
      } while (cursor !== null)
      const stored = await service.prisma.rule.findMany({ select: { id: true } })
      expect([...seen].sort()).toEqual(stored.map(({ id }) => id).sort())
      expect(new Set(seen).size).toBe(seen.length)
    })
  })
})

describe('the shipped rules', () => {
  let service: Service

  beforeAll(async () => {
    service = await startService({}, { workers: false })
  })
  afterAll(() => service.close())

  test('are live at once in an empty database, and only once', async () => {
    const first = await newestRuleSet(service)
    expect(first).toMatchObject({ number: 1, byId: null, version: loadRuleSet(PRESET).version })
    await Promise.all([installPresets(service.deps, PRESET), installPresets(service.deps, PRESET)])
    expect((await newestRuleSet(service)).number).toBe(1)
    expect(await service.prisma.ruleVersion.count()).toBe(PRESET.rules.length)
    expect(service.deps.engines.current().ruleSet.version).toBe(first.version)
  })

  test('of a later release are drafts where they differ, and never live by themselves', async () => {
    const [changed, ...rest] = PRESET.rules
    if (changed === undefined) throw new Error('the preset is empty')
    const added = { ...changed, id: 'brandNew' }
    const later = { ...PRESET, rules: [{ ...changed, sentence: 'Another sentence.' }, ...rest, added] }
    await installPresets(service.deps, later)
    await installPresets(service.deps, later)
    await service.deps.engines.reload()
    expect((await newestRuleSet(service)).number).toBe(1)
    expect(service.deps.engines.current().ruleSet.version).toBe(loadRuleSet(PRESET).version)
    const drafts = await service.prisma.ruleVersion.findMany({
      where: { state: 'draft' },
      orderBy: { ruleId: 'asc' },
    })
    expect(drafts.map(({ ruleId, number, authorId }) => ({ ruleId, number, authorId }))).toEqual(
      [
        { ruleId: 'brandNew', number: 1, authorId: null },
        { ruleId: changed.id, number: 2, authorId: null },
      ].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1)),
    )
  })
})
