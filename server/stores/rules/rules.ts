/** Rules, their versions, and the rule sets that were ever in force. */
import type { RuleProposal } from '../../domain/rule.ts'
import type { RuleReads } from '../../flow/rules/ports.ts'
import type { Prisma } from '../database/connection.ts'
import { toChange, toProposal, toStoredRuleSet, toVersion } from './ruleRow.ts'

export function createRuleReads(prisma: Prisma): RuleReads {
  async function openProposals(ruleIds: readonly string[]): Promise<Map<string, RuleProposal>> {
    const rows = await prisma.ruleProposal.findMany({ where: { ruleId: { in: [...ruleIds] }, end: null } })
    return new Map(rows.map((row) => [row.ruleId, toProposal(row)]))
  }

  return {
    async list(page) {
      const rows = await prisma.rule.findMany({
        ...(page.after === null ? {} : { where: { id: { gt: page.after } } }),
        orderBy: { id: 'asc' },
        take: page.limit,
        include: { versions: { orderBy: { number: 'desc' } } },
      })
      const proposals = await openProposals(rows.map(({ id }) => id))
      return rows.map(({ id, versions }) => ({
        id,
        versions: versions.filter(({ state }, index) => index === 0 || state !== 'retired').map(toVersion),
        proposal: proposals.get(id) ?? null,
      }))
    },

    async find(id) {
      const [rule, changes, proposals] = await Promise.all([
        prisma.rule.findUnique({ where: { id }, include: { versions: { orderBy: { number: 'desc' } } } }),
        prisma.ruleChange.findMany({ where: { ruleId: id }, orderBy: { id: 'desc' } }),
        openProposals([id]),
      ])
      if (rule === null) return null
      return {
        id,
        versions: rule.versions.map(toVersion),
        proposal: proposals.get(id) ?? null,
        changes: changes.map(toChange),
      }
    },

    async findVersions(ids) {
      const rows = await prisma.ruleVersion.findMany({
        where: { id: { in: [...ids] } },
        orderBy: { id: 'asc' },
      })
      return rows.map(toVersion)
    },

    async inForce() {
      const row = await prisma.ruleSet.findFirst({ orderBy: { number: 'desc' } })
      return row === null ? null : toStoredRuleSet(row)
    },

    async findSets(versions) {
      const rows = await prisma.ruleSet.findMany({
        where: { version: { in: [...versions] } },
        distinct: ['version'],
        orderBy: { number: 'desc' },
      })
      return rows.map(toStoredRuleSet)
    },

    async sets(page) {
      const rows = await prisma.ruleSet.findMany({
        ...(page.before === null ? {} : { where: { number: { lt: page.before } } }),
        orderBy: { number: 'desc' },
        take: page.limit,
      })
      return rows.map(toStoredRuleSet)
    },
  }
}
