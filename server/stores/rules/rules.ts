/** Rules, their versions, and the rule sets that were ever in force. */
import type {
  RuleChange,
  RuleProposal,
  RuleVersion,
  RuleVersionId,
  StoredRuleSet,
} from '../../domain/rule.ts'
import { SECOND_MS } from '../../domain/time.ts'
import type { AuditStore } from '../database/audit.ts'
import type { Prisma } from '../database/connection.ts'
import { createRuleBooks, type RuleBooks } from './ruleBooks.ts'
import { toChange, toProposal, toStoredRuleSet, toVersion } from './ruleRow.ts'

/** The wait for others counts too. */
const WAIT_AND_WORK_MS = 20 * SECOND_MS

/** A rule in a list: what of it is in use or being written, else the newest version. */
export type RuleSummary = { id: string; versions: RuleVersion[]; proposal: RuleProposal | null }

export type RuleRecord = RuleSummary & {
  /** Newest first, as the versions are. */
  changes: RuleChange[]
}

export function createRuleStore(prisma: Prisma, audit: AuditStore) {
  async function openProposals(ruleIds: readonly string[]): Promise<Map<string, RuleProposal>> {
    const rows = await prisma.ruleProposal.findMany({ where: { ruleId: { in: [...ruleIds] }, end: null } })
    return new Map(rows.map((row) => [row.ruleId, toProposal(row)]))
  }

  return {
    /** One transaction; whoever changes rules waits for whoever does so already. */
    async change<Done>(work: (books: RuleBooks) => Promise<Done>): Promise<Done> {
      return await prisma.$transaction(
        async (within) => {
          await within.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('rules'))`
          return await work(createRuleBooks(within, audit))
        },
        { timeout: WAIT_AND_WORK_MS },
      )
    },

    /** By id, after the one given. */
    async list(page: { after: string | null; limit: number }): Promise<RuleSummary[]> {
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

    /** Everything of one rule; null where there is none. */
    async find(id: string): Promise<RuleRecord | null> {
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

    /** Versions by their ids; an id that is none is left out. */
    async findVersions(ids: readonly RuleVersionId[]): Promise<RuleVersion[]> {
      const rows = await prisma.ruleVersion.findMany({
        where: { id: { in: [...ids] } },
        orderBy: { id: 'asc' },
      })
      return rows.map(toVersion)
    },

    /** The rule set in force; null in an empty database. */
    async inForce(): Promise<StoredRuleSet | null> {
      const row = await prisma.ruleSet.findFirst({ orderBy: { number: 'desc' } })
      return row === null ? null : toStoredRuleSet(row)
    },

    /** What decisions were made with: a rule set each for those of the versions that are ours. */
    async findSets(versions: readonly string[]): Promise<StoredRuleSet[]> {
      const rows = await prisma.ruleSet.findMany({
        where: { version: { in: [...versions] } },
        distinct: ['version'],
        orderBy: { number: 'desc' },
      })
      return rows.map(toStoredRuleSet)
    },

    /** The newest first, of lower numbers than the one given. */
    async sets(page: { before: number | null; limit: number }): Promise<StoredRuleSet[]> {
      const rows = await prisma.ruleSet.findMany({
        ...(page.before === null ? {} : { where: { number: { lt: page.before } } }),
        orderBy: { number: 'desc' },
        take: page.limit,
      })
      return rows.map(toStoredRuleSet)
    },
  }
}

export type RuleStore = ReturnType<typeof createRuleStore>
