/** What a flow about rules reads and writes inside its one transaction. */
import type { RuleState, RuleVersion } from '../../domain/rule.ts'
import { toDate } from '../../domain/time.ts'
import type { Attribution, RuleWrites } from '../../flow/rules/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { toChange, toProposal, toStoredRuleSet, toVersion } from './ruleRow.ts'

export function createRuleWrites(open: PrismaWithin): RuleWrites {
  async function newestOf(ruleId: string): Promise<RuleVersion | null> {
    const row = await open.ruleVersion.findFirst({ where: { ruleId }, orderBy: { number: 'desc' } })
    return row === null ? null : toVersion(row)
  }

  return {
    async lock() {
      await open.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('rules'))`
    },

    async head(ruleId) {
      const newest = await newestOf(ruleId)
      if (newest === null) return null
      const rows = await open.ruleVersion.findMany({ where: { ruleId, state: { not: 'retired' } } })
      const proposal = await open.ruleProposal.findFirst({ where: { ruleId, end: null } })
      const change = await open.ruleChange.findFirst({ where: { ruleId }, orderBy: { id: 'desc' } })
      const inState = (state: RuleState) => {
        const found = rows.find((row) => row.state === state)
        return found === undefined ? null : toVersion(found)
      }
      return {
        newest,
        draft: inState('draft'),
        shadow: inState('shadow'),
        live: inState('live'),
        proposal: proposal === null ? null : toProposal(proposal),
        lastChange: change === null ? null : toChange(change),
      }
    },

    async version(ruleId, id) {
      const row = await open.ruleVersion.findUnique({ where: { id, ruleId } })
      return row === null ? null : toVersion(row)
    },

    async presets() {
      const rows = await open.ruleVersion.findMany({
        where: { authorId: null },
        orderBy: { number: 'desc' },
        distinct: ['ruleId'],
      })
      return rows.map(toVersion)
    },

    async createRules(ids) {
      await open.rule.createMany({ data: ids.map((id) => ({ id })) })
    },

    async addDrafts(drafts) {
      await open.ruleVersion.createMany({ data: drafts.map(({ version }) => toVersionRow(version)) })
      await open.ruleChange.createMany({
        data: drafts.map(({ version, made }) => toChangeRow(version, null, 'draft', made)),
      })
    },

    async move(version, to, attribution) {
      await open.ruleChange.create({ data: toChangeRow(version, version.state, to, attribution) })
      await open.ruleVersion.update({ where: { id: version.id }, data: { state: to } })
    },

    async moveAll(moves, to) {
      await open.ruleChange.createMany({
        data: moves.map(({ version, attribution }) => toChangeRow(version, version.state, to, attribution)),
      })
      await open.ruleVersion.updateMany({
        where: { id: { in: moves.map(({ version }) => version.id) } },
        data: { state: to },
      })
    },

    async propose(proposal) {
      await open.ruleProposal.create({
        data: {
          id: proposal.id,
          ruleId: proposal.ruleId,
          versionId: proposal.versionId,
          change: proposal.change,
          proposedBy: proposal.by,
          proposedAt: toDate(proposal.at),
        },
      })
    },

    async endProposal(id, end, { by, at }) {
      await open.ruleProposal.update({ where: { id }, data: { end, endedBy: by, endedAt: toDate(at) } })
    },

    async inUse() {
      const rows = await open.ruleVersion.findMany({
        where: { state: { in: ['live', 'shadow'] } },
        orderBy: { rule: { position: 'asc' } },
      })
      const versions = rows.map(toVersion)
      return [
        ...versions.filter(({ state }) => state === 'live'),
        ...versions.filter(({ state }) => state === 'shadow'),
      ]
    },

    async active() {
      const row = await open.ruleSet.findFirst({ orderBy: { number: 'desc' } })
      return row === null ? null : toStoredRuleSet(row)
    },

    async activate(set) {
      await open.ruleSet.create({
        data: {
          number: set.number,
          version: set.version,
          prior: set.prior,
          rules: set.rules.map((rule) => ({ ...rule, effect: toJson(rule.effect) })),
          byId: set.by,
          createdAt: toDate(set.at),
        },
      })
    },
  }
}

function toVersionRow({ content, ...version }: RuleVersion) {
  return {
    id: version.id,
    ruleId: version.ruleId,
    number: version.number,
    sentence: content.sentence,
    pattern: content.pattern,
    condition: content.condition,
    effect: toJson(content.effect),
    reasonCode: content.reasonCode,
    scamType: content.scamType,
    stage: content.stage ?? null,
    note: version.note,
    basedOnId: version.basedOn,
    authorId: version.author,
    createdAt: toDate(version.createdAt),
  }
}

/** Prisma takes lists that may be changed only. */
function toJson(effect: RuleVersion['content']['effect']) {
  if (effect.kind !== 'curve') return effect
  return { ...effect, points: effect.points.map(([value, logOdds]) => [value, logOdds]) }
}

function toChangeRow(version: RuleVersion, from: RuleState | null, to: RuleState, attribution: Attribution) {
  return {
    id: attribution.id,
    ruleId: version.ruleId,
    versionId: version.id,
    from,
    to,
    byId: attribution.by,
    changedAt: toDate(attribution.at),
  }
}
