/** What a story about rules reads and writes inside its one transaction. */
import type { AuditEvent } from '../../domain/auditEvent.ts'
import type { ConsoleUserId, Id } from '../../domain/ids.ts'
import type {
  RuleChange,
  RuleProposal,
  RuleState,
  RuleVersion,
  RuleVersionId,
  StoredRuleSet,
} from '../../domain/rule.ts'
import { type Instant, toDate } from '../../domain/time.ts'
import { type AuditStore, toAuditRow } from '../database/audit.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { toChange, toProposal, toStoredRuleSet, toVersion } from './ruleRow.ts'

/** Who did it, when, and the id of the record of it. `by` null: the program. */
export type Attribution = { id: Id<'ruleChange'>; by: ConsoleUserId | null; at: Instant }

/** A rule as somebody who wants to change it must see it. */
export type RuleHead = {
  newest: RuleVersion
  draft: RuleVersion | null
  shadow: RuleVersion | null
  live: RuleVersion | null
  proposal: RuleProposal | null
  lastChange: RuleChange | null
}

export function createRuleBooks(within: PrismaWithin, audit: AuditStore) {
  async function newestOf(ruleId: string): Promise<RuleVersion | null> {
    const row = await within.ruleVersion.findFirst({ where: { ruleId }, orderBy: { number: 'desc' } })
    return row === null ? null : toVersion(row)
  }

  return {
    /** Null where there is no such rule. */
    async head(ruleId: string): Promise<RuleHead | null> {
      const newest = await newestOf(ruleId)
      if (newest === null) return null
      const rows = await within.ruleVersion.findMany({ where: { ruleId, state: { not: 'retired' } } })
      const proposal = await within.ruleProposal.findFirst({ where: { ruleId, end: null } })
      const change = await within.ruleChange.findFirst({ where: { ruleId }, orderBy: { id: 'desc' } })
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

    async version(ruleId: string, id: RuleVersionId): Promise<RuleVersion | null> {
      const row = await within.ruleVersion.findUnique({ where: { id, ruleId } })
      return row === null ? null : toVersion(row)
    },

    /** The newest version of each rule that the program wrote. */
    async presets(): Promise<RuleVersion[]> {
      const rows = await within.ruleVersion.findMany({
        where: { authorId: null },
        orderBy: { number: 'desc' },
        distinct: ['ruleId'],
      })
      return rows.map(toVersion)
    },

    async createRules(ids: readonly string[]): Promise<void> {
      await within.rule.createMany({ data: ids.map((id) => ({ id })) })
    },

    /** Drafts, each with the record of its making. */
    async addDrafts(drafts: readonly { version: RuleVersion; made: Attribution }[]): Promise<void> {
      await within.ruleVersion.createMany({ data: drafts.map(({ version }) => toVersionRow(version)) })
      await within.ruleChange.createMany({
        data: drafts.map(({ version, made }) => toChangeRow(version, null, 'draft', made)),
      })
    },

    /** Moves a version on, with the record of it. */
    async move(version: RuleVersion, to: RuleState, attribution: Attribution): Promise<void> {
      await within.ruleChange.create({ data: toChangeRow(version, version.state, to, attribution) })
      await within.ruleVersion.update({ where: { id: version.id }, data: { state: to } })
    },

    /** As move, for many of one state at once. */
    async moveAll(
      moves: readonly { version: RuleVersion; attribution: Attribution }[],
      to: RuleState,
    ): Promise<void> {
      await within.ruleChange.createMany({
        data: moves.map(({ version, attribution }) => toChangeRow(version, version.state, to, attribution)),
      })
      await within.ruleVersion.updateMany({
        where: { id: { in: moves.map(({ version }) => version.id) } },
        data: { state: to },
      })
    },

    async propose(proposal: RuleProposal): Promise<void> {
      await within.ruleProposal.create({
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

    async endProposal(
      id: RuleProposal['id'],
      end: 'accepted' | 'withdrawn' | 'superseded',
      { by, at }: { by: ConsoleUserId | null; at: Instant },
    ): Promise<void> {
      await within.ruleProposal.update({ where: { id }, data: { end, endedBy: by, endedAt: toDate(at) } })
    },

    /** The versions that are live, then those in shadow, each in the order of their rules. */
    async inUse(): Promise<RuleVersion[]> {
      const rows = await within.ruleVersion.findMany({
        where: { state: { in: ['live', 'shadow'] } },
        orderBy: { rule: { position: 'asc' } },
      })
      const versions = rows.map(toVersion)
      return [
        ...versions.filter(({ state }) => state === 'live'),
        ...versions.filter(({ state }) => state === 'shadow'),
      ]
    },

    async active(): Promise<StoredRuleSet | null> {
      const row = await within.ruleSet.findFirst({ orderBy: { number: 'desc' } })
      return row === null ? null : toStoredRuleSet(row)
    },

    async activate(set: StoredRuleSet): Promise<void> {
      await within.ruleSet.create({
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

    async record(event: AuditEvent): Promise<void> {
      await audit.append(event, within)
    },

    async recordAll(events: readonly AuditEvent[]): Promise<void> {
      await within.auditEvent.createMany({ data: events.map(toAuditRow) })
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

export type RuleBooks = ReturnType<typeof createRuleBooks>
