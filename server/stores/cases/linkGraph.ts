/**
 * The rows behind a case's link graph: two queries, each by primary keys. At most LINKED_SESSIONS_AT_MOST rows are read, the
 * newest, so its cost does not grow with the tables.
 */
import { z } from 'zod'
import { toId } from '../../domain/ids.ts'
import { LINKED_SESSIONS_AT_MOST } from '../../domain/sessions/artefact.ts'
import type { LinkRow, LinkRows } from '../../flow/cases/ports.ts'
import type { Prisma } from '../database/connection.ts'
import { Prisma as Sql } from '../database/generated/client.ts'
import { shortPseudonym } from '../queue/queueReadModel.ts'

const row = z.object({
  id: z.string().transform(toId<'session'>),
  subject_id: z.string().nullable(),
  pseudonym: z.instanceof(Uint8Array).transform(shortPseudonym).nullable(),
  account_id: z.string().nullable(),
  model: z.string().nullable(),
  address: z.string().nullable(),
  network: z.string().nullable(),
  relying_party_id: z.string(),
  relying_party: z.string(),
  template: z.string().nullable(),
  text: z.string().nullable(),
  is_held: z.boolean(),
  is_fraud: z.boolean(),
})

export function createLinkRows(prisma: Prisma): LinkRows {
  async function read(which: Sql.Sql): Promise<LinkRow[]> {
    const rows = await prisma.$queryRaw<unknown[]>`
      SELECT s.id::text, s.subject_id::text, p.pseudonym, s.account_id::text, d.model,
             s.initiator_address_key AS address, s.initiator_network_key AS network,
             s.relying_party_id::text, rp.name AS relying_party, s.template_key AS template,
             s.interactions->0->>'text' AS text, s.state = 'HELD' AS is_held,
             coalesce(sd.disposition = 'confirmedFraud', false) AS is_fraud
      FROM sessions s
      JOIN relying_parties rp ON rp.id = s.relying_party_id
      LEFT JOIN subjects p ON p.id = s.subject_id
      LEFT JOIN devices d ON d.account_id = s.account_id
      LEFT JOIN session_dispositions sd ON sd.session_id = s.id
      WHERE ${which} ORDER BY s.id DESC LIMIT ${LINKED_SESSIONS_AT_MOST + 1}`
    return rows.map((one) => toLinkRow(row.parse(one)))
  }

  return {
    ofCase: (id) =>
      read(Sql.sql`s.id IN (SELECT cs.session_id FROM case_sessions cs WHERE cs.case_id = ${id}::uuid)`),

    ofSessions: (ids) => read(Sql.sql`s.id = ANY(${[...ids]}::uuid[])`),
  }
}

function toLinkRow(one: z.infer<typeof row>): LinkRow {
  return {
    id: one.id,
    person: one.subject_id === null ? null : { key: one.subject_id, label: one.pseudonym ?? '' },
    account: one.account_id === null ? null : { key: one.account_id, label: one.model ?? '' },
    address: one.address,
    network: one.network,
    relyingParty: { key: one.relying_party_id, label: one.relying_party },
    text: one.template === null ? null : { key: one.template, label: one.text ?? '' },
    isHeld: one.is_held,
    isFraud: one.is_fraud,
  }
}
