/** Sessions inside an open transaction: made, moved from state to state, scored late. */

import { toDate } from '../../domain/time.ts'
import type { Vault } from '../../flow/ports.ts'
import type { SessionWrites } from '../../flow/request/ports.ts'
import type { PrismaWithin } from '../database/connection.ts'
import { claimRequest } from './newSession.ts'
import { writeMove } from './sessionMove.ts'
import { sealInitiator, toSession, toSignToJson } from './sessionRow.ts'

export function createSessionWrites(open: PrismaWithin, vault: Vault): SessionWrites {
  return {
    async find(id) {
      const row = await open.session.findUnique({ where: { id }, include: { relyingParty: true } })
      return row === null ? null : toSession(row, vault)
    },

    async create(session) {
      const { relyingPartyId, deviceLink, sameRequest, payment, initiator, artefacts, toSign, ...plain } =
        session
      const before = sameRequest === null ? null : await claimRequest(open, vault, session, sameRequest)
      if (before !== null) return { made: false, answer: before }
      await open.session.create({
        data: {
          ...plain,
          ...payment,
          ...artefacts,
          relyingPartyId,
          initiator: sealInitiator(vault, initiator),
          toSign: toSignToJson(toSign),
          occurredAt: toDate(session.occurredAt),
          expiresAt: toDate(session.expiresAt),
          dueAt: toDate(session.dueAt),
        },
      })
      if (deviceLink !== null) {
        await open.deviceLink.create({
          data: {
            tokenHash: vault.digest('sessionToken', deviceLink.token),
            sessionId: session.id,
            secret: vault.seal(deviceLink.secret),
          },
        })
      }
      return { made: true }
    },

    move: (move) => writeMove(open, vault, move),

    async addLateScore(id, late) {
      const { stage, outcome, score, reasons, features, ruleSetVersion, modelVersion } = late
      await open.lateScore.createMany({
        data: { sessionId: id, stage, outcome, score, reasons, features, ruleSetVersion, modelVersion },
        skipDuplicates: true,
      })
    },
  }
}
