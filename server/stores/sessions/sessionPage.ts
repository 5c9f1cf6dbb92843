/**
 * Everything that the console shows of one session. Identity is not read at all: the person is a pseudonym,
 * documents and certificates stay sealed. Addresses are opened for finding places, and for who may see them.
 */

import { z } from 'zod'
import { type SessionId, type SubjectId, toId } from '../../domain/ids.ts'
import { INTERACTION_TYPES } from '../../domain/sessions/session.ts'
import { fromDate, fromDateOrNull } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import type {
  DecisionRecord,
  LateScoreRecord,
  ReviewRecord,
  SessionPages,
  SessionRecord,
} from '../../flow/review/sessionRecords.ts'
import { readPhoneRecords } from '../accounts/phoneRecords.ts'
import type { Prisma } from '../database/connection.ts'
import { shortPseudonym } from '../queue/queueReadModel.ts'
import { toDecision } from './decisionRow.ts'
import { initiatorJson, reasons } from './readModelJson.ts'

const interactions = z.array(z.object({ type: z.enum(INTERACTION_TYPES), text: z.string() }))

const WITH_ALL = { relyingParty: true, decisions: { orderBy: { stage: 'asc' } } } as const

export function createSessionPageStore(prisma: Prisma, vault: Vault): SessionPages {
  async function readPhones(subjectId: SubjectId | null): Promise<SessionRecord['phones']> {
    if (subjectId === null) return []
    const phones = await readPhoneRecords(prisma, subjectId)
    return phones.map(({ sealedAddress, ...phone }) => ({
      ...phone,
      lastIp: sealedAddress === null ? null : vault.openText(sealedAddress),
    }))
  }

  async function readReview(id: SessionId): Promise<ReviewRecord | null> {
    const row = await prisma.review.findUnique({ where: { sessionId: id } })
    if (row === null) return null
    const user =
      row.userId === null ? null : await prisma.consoleUser.findUnique({ where: { id: row.userId } })
    return {
      action: row.action,
      by: user?.displayName ?? null,
      comment: row.comment,
      reviewedAt: fromDate(row.reviewedAt),
    }
  }

  async function readLateScores(id: SessionId): Promise<LateScoreRecord[]> {
    const rows = await prisma.lateScore.findMany({ where: { sessionId: id }, orderBy: { stage: 'asc' } })
    return rows.map(({ stage, outcome, score, ruleSetVersion, modelVersion, ...row }) => ({
      stage,
      outcome,
      score,
      ruleSetVersion,
      modelVersion,
      reasons: reasons.parse(row.reasons),
      createdAt: fromDate(row.createdAt),
    }))
  }

  return {
    review: readReview,

    async find(id) {
      const row = await prisma.session.findUnique({ where: { id }, include: WITH_ALL })
      if (row === null) return null
      const subjectId = row.subjectId === null ? null : toId<'subject'>(row.subjectId)
      const [subject, phones, review, lateScores, labels, notices] = await Promise.all([
        subjectId === null
          ? null
          : prisma.subject.findUnique({ where: { id: subjectId }, select: { pseudonym: true } }),
        readPhones(subjectId),
        readReview(id),
        readLateScores(id),
        prisma.label.findMany({ where: { sessionId: id }, orderBy: { id: 'asc' } }),
        prisma.notice.findMany({ where: { sessionId: id }, orderBy: { id: 'asc' } }),
      ])
      const initiator =
        row.initiator === null ? null : initiatorJson.parse(JSON.parse(vault.openText(row.initiator)))
      return {
        id,
        state: row.state,
        kind: row.kind,
        flow: row.flow,
        apiVersion: row.apiVersion,
        requestedLevel: row.requestedLevel,
        relyingParty: row.relyingParty.name,
        personId: subjectId,
        person: subject === null ? null : shortPseudonym(subject.pseudonym),
        accountId: row.accountId === null ? null : toId<'account'>(row.accountId),
        interactions: interactions.parse(row.interactions),
        interactionUsed: row.interactionUsed,
        verificationCode: row.verificationCode,
        endResult: row.endResult,
        amountMinor: row.amountMinor,
        currency: row.currency,
        linkedSessionId: row.linkedSessionId,
        times: {
          occurredAt: fromDate(row.occurredAt),
          expiresAt: fromDate(row.expiresAt),
          holdUntil: fromDateOrNull(row.holdUntil),
          deliveredAt: fromDateOrNull(row.deliveredAt),
          shownAt: fromDateOrNull(row.shownAt),
          endedAt: fromDateOrNull(row.endedAt),
          reportedAt: fromDateOrNull(row.reportedAt),
          wallOffsetMs: Number(row.wallOffsetMs),
        },
        initiator,
        phoneIp: row.phoneAddress === null ? null : vault.openText(row.phoneAddress),
        phones,
        decisions: row.decisions.map(
          (decision): DecisionRecord => ({
            ...toDecision(decision),
            warningId: decision.warningId,
            decidedAt: fromDate(decision.decidedAt),
            tookMs: decision.tookMs,
          }),
        ),
        lateScores,
        review,
        labels: labels.map(({ fraud, source, labelledAt }) => ({
          fraud,
          source,
          labelledAt: fromDate(labelledAt),
        })),
        notices: notices.map(({ channel, template, state, sentAt }) => ({
          channel,
          template,
          state,
          sentAt: fromDateOrNull(sentAt),
        })),
      }
    },
  }
}
