/** Rules, their versions and figures. People are names; null: the program. */
import { z } from 'zod'
import { HARD_OUTCOMES, PATTERNS, PROPOSED_CHANGES, RULE_STATES } from '../domain/rule.ts'
import { SCAM_TYPES, STAGES } from '../domain/sessions/decision.ts'
import { DAY_MS } from '../domain/time.ts'
import { openEnum, openUnion } from './forms/closedSet.ts'
import { count, day, idOf, instant, time, uuid } from './forms/formats.ts'
import { outcome } from './forms/outcomes.ts'
import { limit, pageOf } from './forms/pages.ts'

const LONGEST_CONDITION = 2_000
/** Log-odds of 20 are a factor of half a milliard: more decides no better. */
const MOST_LOG_ODDS = 20
const MOST_POINTS = 32
const LONGEST_PERIOD_DAYS = 92
const MOST_DAYS_OF_HITS = 31

const logOdds = z.number().min(-MOST_LOG_ODDS).max(MOST_LOG_ODDS)
const effectToSet = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('weight'), weight: logOdds }),
  z.strictObject({
    kind: z.literal('curve'),
    feature: z.string().min(1).max(100),
    points: z
      .array(z.tuple([z.number(), logOdds]).readonly())
      .min(2)
      .max(MOST_POINTS)
      .readonly(),
  }),
  z.strictObject({ kind: z.literal('outcome'), outcome: z.enum(HARD_OUTCOMES) }),
])
// Not trimmed: places in it are what the author sees.
const condition = z.string().min(1).max(LONGEST_CONDITION)
const note = z.string().trim().min(1).max(1_000).nullable().default(null)
/** Null: both. */
const stageToSet = z.enum(STAGES).nullable().default(null)
const versionId = idOf<'ruleVersion'>()

export const ruleId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{2,63}$/, 'must be 3 to 64 letters and digits that begin with a small letter')

const content = {
  sentence: z.string().trim().min(5).max(300),
  pattern: z.enum(PATTERNS),
  condition,
  effect: effectToSet,
  reasonCode: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{2,63}$/, 'must be 3 to 64 capital letters, digits and underscores'),
  scamType: z.enum(SCAM_TYPES),
  stage: stageToSet,
}

export const newRuleBody = z.strictObject({ id: ruleId, ...content, note })
export const ruleDraftBody = z.strictObject({ ...content, note, basedOn: versionId })

export const ruleCheckBody = z.strictObject({
  condition,
  effect: effectToSet.default({ kind: 'weight', weight: 0 }),
})

export const ruleVersionBody = z.strictObject({ versionId })
export const proposeBody = z.strictObject({
  versionId,
  change: z.enum(PROPOSED_CHANGES).default('publish'),
})

export const rulePath = z.object({ id: ruleId })
export const ruleListQuery = z.object({ cursor: ruleId.nullable().default(null), limit })
export const rulePageQuery = z.object({
  days: z.coerce.number().int().min(1).max(LONGEST_PERIOD_DAYS).default(28),
})
export const ruleSetListQuery = z.object({
  cursor: z.coerce.number().int().positive().nullable().default(null),
  limit,
})

export const ruleFiguresQuery = z
  .object({ from: instant, to: instant })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
  .refine(({ from, to }) => to - from <= LONGEST_PERIOD_DAYS * DAY_MS, {
    path: ['to'],
    message: `must be at most ${LONGEST_PERIOD_DAYS} days after from`,
  })

export const ruleHitsBody = z.strictObject({
  condition,
  stage: stageToSet,
  days: z.int().min(1).max(MOST_DAYS_OF_HITS).default(7),
})

/** What follows when the condition holds: log-odds, log-odds read off a curve, or an outcome at least. */
const knownEffect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weight'), weight: z.number() }),
  z.object({
    kind: z.literal('curve'),
    feature: z.string(),
    points: z.array(z.tuple([z.number(), z.number()]).readonly()).readonly(),
  }),
  z.object({ kind: z.literal('outcome'), outcome }),
])

export const effect = openUnion('kind', knownEffect)

/** Null: of a kind that this program does not know. */
export function knownEffectOf(written: WrittenEffect): Effect | null {
  const parsed = knownEffect.safeParse(written)
  return parsed.success ? parsed.data : null
}

const ruleState = openEnum(RULE_STATES)

export const ruleVersion = z.object({
  id: uuid,
  ruleId: z.string(),
  /** 1, 2, 3 … of its rule. */
  number: z.int(),
  state: ruleState,
  sentence: z.string(),
  pattern: openEnum(PATTERNS),
  condition: z.string(),
  effect,
  reasonCode: z.string(),
  scamType: openEnum(SCAM_TYPES),
  /** Null: both stages. */
  stage: openEnum(STAGES).nullable(),
  note: z.string().nullable(),
  basedOn: uuid.nullable(),
  author: z.string().nullable(),
  createdAt: time,
})

const proposal = z.object({
  versionId: uuid,
  change: openEnum(PROPOSED_CHANGES),
  by: z.string(),
  at: time,
})

const ruleSummary = z.object({
  id: z.string(),
  /** The newest, and any other that is a draft, in shadow or live; newest first. */
  versions: z.array(ruleVersion),
  proposal: proposal.nullable(),
})
export const ruleList = pageOf(ruleSummary)

/** Null: it was made. */
const ruleChange = z.object({
  versionId: uuid,
  from: ruleState.nullable(),
  to: ruleState,
  by: z.string().nullable(),
  at: time,
})

/** One rule within some time: sessions, and people among them, each once. */
const ruleTotal = z.object({
  ruleId: z.string(),
  hits: count,
  shadowHits: count,
  people: count,
  confirmed: count,
  refuted: count,
  unlabelled: count,
  /** Of hits and shadow hits together, 0 to 1; null where there are none. */
  confirmedShare: z.number().nullable(),
  refutedShare: z.number().nullable(),
  alone: count,
})
/** One rule on one day, by event time. */
const ruleDay = ruleTotal.extend({ day })
export const ruleFigures = z.object({ items: z.array(ruleDay), totals: z.array(ruleTotal) })

/** Newest first; the whole history of the rule. */
export const rulePage = ruleSummary.extend({
  changes: z.array(ruleChange),
  figures: z.array(ruleDay),
  /** Of the period of the figures; null without any hit. */
  total: ruleTotal.nullable(),
})

const ruleSet = z.object({
  number: z.int(),
  version: z.string(),
  prior: z.number(),
  live: count,
  shadow: count,
  by: z.string().nullable(),
  at: time,
})
/** Newest first; the cursor is the number of the last. */
export const ruleSets = z.object({ items: z.array(ruleSet), nextCursor: z.int().nullable() })

export const ruleCheck = z.object({
  problems: z.array(z.object({ message: z.string(), start: z.int().nullable(), end: z.int().nullable() })),
  /** Features that the condition and the effect read; empty where something is wrong. */
  reads: z.array(z.string()),
})

/** What a condition would have hit among the newest sessions of the period. */
export const ruleHits = z.object({
  /** Not every session of the period was looked at: there was no time for more. */
  sampled: z.boolean(),
  lookedAt: z.object({ sessions: count, from: time.nullable() }),
  /** Sessions looked at that lack a feature which the condition reads: it cannot hold there. */
  withoutFeatures: count,
  hits: count,
  people: count,
  fraud: count,
  genuine: count,
  unknown: count,
  /** Of the hits, 0 to 1; null without hits. */
  fraudShare: z.number().nullable(),
  genuineShare: z.number().nullable(),
  /** Days with sessions that were looked at, oldest first. */
  days: z.array(z.object({ day, sessions: count, hits: count })),
  /** Ids of the newest hits. */
  examples: z.array(uuid),
  reads: z.array(z.string()),
})

export type Effect = z.output<typeof knownEffect>
/** As an answer has it. */
export type WrittenEffect = z.output<typeof effect>
export type RuleVersion = z.output<typeof ruleVersion>
export type RuleProposal = z.output<typeof proposal>
export type RuleList = z.output<typeof ruleList>
export type RuleSummary = z.output<typeof ruleSummary>
export type RuleChange = z.output<typeof ruleChange>
export type RuleTotal = z.output<typeof ruleTotal>
export type RuleDay = z.output<typeof ruleDay>
export type RuleFigures = z.output<typeof ruleFigures>
export type RulePage = z.output<typeof rulePage>
export type RuleSet = z.output<typeof ruleSet>
export type RuleCheck = z.output<typeof ruleCheck>
export type RuleHits = z.output<typeof ruleHits>
/** As the console sends it. */
export type RuleDraft = Omit<z.input<typeof newRuleBody>, 'id'>
