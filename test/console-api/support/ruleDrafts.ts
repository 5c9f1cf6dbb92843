/** Rules for tests: what an author writes, and the way of a version through two people. */

import { type RuleVersion, rulePage, ruleVersion } from '../../../server/contract/rules.ts'
import { when } from '../../../server/risk/rules/when.ts'
import type { Service } from '../../support/startService.ts'
import type { ConsoleClient } from './consoleClient.ts'

export const ANY_LOG_IN = {
  sentence: 'Somebody logs in anywhere.',
  pattern: 'context',
  condition: when("kind == 'authentication'"),
  effect: { kind: 'weight', weight: 0.25 },
  reasonCode: 'ANY_LOG_IN',
  scamType: 'unknown',
}

export async function readRule(client: ConsoleClient, id: string) {
  return rulePage.parse((await client.get(`/rules/${id}`)).body)
}

export async function writeRule(
  author: ConsoleClient,
  id: string,
  content: Partial<Omit<typeof ANY_LOG_IN, 'effect'>> & { effect?: object } = {},
): Promise<RuleVersion> {
  const answer = await author.post('/rules', { id, ...ANY_LOG_IN, ...content })
  if (answer.status !== 201) throw new Error(`the draft is refused: ${answer.text}`)
  return ruleVersion.parse(answer.body)
}

/** Proposed by one and published by another. */
export async function makeLive(
  people: { author: ConsoleClient; senior: ConsoleClient },
  id: string,
  versionId: string,
): Promise<void> {
  for (const [client, step] of [
    [people.author, 'propose'],
    [people.senior, 'publish'],
  ] as const) {
    const answer = await client.post(`/rules/${id}/${step}`, { versionId })
    if (answer.status !== 200) throw new Error(`${step} is refused: ${answer.text}`)
  }
}

/** What is in force in this process: its number is that of the newest row. */
export async function newestRuleSet(service: Service) {
  return await service.prisma.ruleSet.findFirstOrThrow({ orderBy: { number: 'desc' } })
}
