/**
 * release: the second decision, after the PIN and before the signature leaves. By now the phone has shown
 * from where it acts and how the person came to the PIN. It allows or blocks, never holds.
 */
import type { Decision } from '../../domain/sessions/decision.ts'
import type { Session } from '../../domain/sessions/session.ts'
import { assessWithoutHistory } from '../../risk/assess.ts'
import type { RequestDependencies } from '../dependencies.ts'
import type { Phone } from '../phone/phone.ts'
import { assessStage } from './assessStage.ts'
import { gatherFacts } from './gatherFacts.ts'

/** By rules alone where the history does not answer before the scoring deadline (design, Failing). */
export async function decideRelease(
  deps: RequestDependencies,
  session: Session,
  phone: Phone,
): Promise<Decision> {
  const { account, ip, at } = phone
  const acting = { accountId: account.id, ip, integrity: account.device.integrity, at }
  // The request itself was counted before delivery; its end is counted when it is learnt.
  const assessed = await inTime(
    assessStage(deps, session, 'release', acting, 'read'),
    deps.settings.scoreDeadlineMs,
  )
  if (assessed.ok) return assessed.decision
  deps.log.warn({ err: assessed.error, sessionId: session.id }, 'the release is decided by the fallback')
  const facts = await gatherFacts(deps, session, 'release', acting)
  return assessWithoutHistory(facts, deps.engines.current())
}

type Assessed = { ok: true; decision: Decision } | { ok: false; error: unknown }

async function inTime(assessing: Promise<Decision>, deadlineMs: number): Promise<Assessed> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Assessed>((resolve) => {
    const error = new Error(`no answer in ${deadlineMs} ms`)
    timer = setTimeout(() => resolve({ ok: false, error }), deadlineMs)
  })
  const answered = assessing.then(
    (decision): Assessed => ({ ok: true, decision }),
    (error: unknown): Assessed => ({ ok: false, error }),
  )
  const first = await Promise.race([answered, late])
  clearTimeout(timer)
  return first
}
